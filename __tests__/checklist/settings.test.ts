import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/checklist/policy.ts';
import { settingChanges } from '../../src/checklist/settings.ts';
import { policy } from '../verdict/cases.ts';

const changes = (before: Partial<Policy>, after: Partial<Policy>) =>
  settingChanges(policy([], before), policy([], after)).map(({ key, is }) => `${key} ${is}`);
const window = (from: string, until: string) => ({
  from: `2026-12-${from}T00:00:00Z`,
  until: `2026-12-${until}T00:00:00Z`,
  reason: 'r',
});
const trust = (more: Partial<Policy['trust']>) => ({ trust: { minimum: 'unchanged-workflow' as const, ...more } });
const users = (...logins: string[]) => ({ people: { lead: { users: logins } } });
const component = (paths: string[]) => ({ components: { api: { paths } } });

describe('what a configuration says of all items at once', () => {
  test.each<[Partial<Policy>, Partial<Policy>, string[]]>([
    [{}, {}, []],
    [{ enforcement: 'enforce' }, { enforcement: 'observe' }, ['enforcement loosened']],
    [{ enforcement: 'observe' }, { enforcement: 'enforce' }, ['enforcement tightened']],
    [{ solo: false }, { solo: true }, ['solo loosened']],
    [{ solo: true }, { solo: false }, ['solo tightened']],
    [trust({ minimum: 'pinned-workflow' }), trust({}), ['trust.minimum loosened']],
    [trust({}), trust({ minimum: 'app' }), ['trust.minimum tightened']],
    [trust({ workflows: ['a', 'b'] }), trust({ workflows: ['a'] }), ['trust.workflows tightened']],
    [trust({ workflows: ['a'] }), trust({ workflows: ['b'] }), ['trust.workflows loosened']],
    [trust({}), trust({ pinned: ['a'] }), ['trust.pinned loosened']],
    [{ freeze: [window('10', '20')] }, { freeze: [window('10', '15')] }, ['freeze loosened']],
    [{ freeze: [window('10', '15')] }, { freeze: [window('10', '20')] }, ['freeze tightened']],
    [{ freeze: [window('10', '15')] }, {}, ['freeze loosened']],
    [users('ann', 'bob'), users('ann'), ['people.lead tightened']],
    [users('ann'), users('ann', 'bob'), ['people.lead loosened']],
    [users('ann'), { people: {} }, ['people.lead tightened']],
    [{ people: {} }, users('ann'), ['people.lead loosened']],
    [{ people: { lead: { team: 'a/x' } } }, { people: { lead: { team: 'a/y' } } }, ['people.lead loosened']],
    [{ targets: {} }, { targets: { p: { url: 'https://a' } } }, ['targets.p tightened']],
    [{ targets: { p: { url: 'https://a' } } }, { targets: { p: { url: 'https://b' } } }, ['targets.p loosened']],
    [component(['api/**']), component(['x/**']), ['components.api loosened']],
    [{ releases: { head: ['a'] } }, { releases: { head: ['a', 'b'] } }, ['releases.head tightened']],
    [{ releases: { head: ['a', 'b'] } }, { releases: { head: ['a'] } }, ['releases.head loosened']],
    [{ releases: {} }, { releases: { head: ['a'] } }, ['releases.head loosened']],
    [{ releases: { head: ['a'] } }, { releases: {} }, ['releases.head tightened']],
    [{ releases: { head: ['a'] } }, { releases: { head: ['a', '!b'] } }, ['releases.head loosened']],
    [{ releases: { base: ['main', 'stable'] } }, { releases: { base: ['main'] } }, ['releases.base loosened']],
    [{ check: { settle: 60 } }, { check: { settle: 30 } }, ['check.settle loosened']],
    [{}, { check: { settle: 0 } }, ['check.settle loosened']],
    [{ check: { settle: 0 } }, {}, ['check.settle tightened']],
    [{ rollback: { dispatch: 'a.yml' } }, {}, ['rollback.dispatch loosened']],
    [{}, { verification: 'issue' }, ['verification tightened']],
  ])('%j, then %j', (before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });

  test('a role of a name that every object has is compared like any other', () => {
    expect(changes({ people: {} }, { people: { constructor: { users: ['ann'] } } })).toEqual(['people.constructor loosened']);
  });
});
