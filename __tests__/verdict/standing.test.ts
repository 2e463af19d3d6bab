import { describe, expect, test } from '@jest/globals';
import type { Asked, Item } from '../../src/checklist/model.ts';
import { digest } from '../../src/ground/json.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import type { Facts } from '../../src/verdict/facts.ts';
import { bySignOff, facts, item, outsider, pullRequest, say, second, stateOf, stranger, verdictOf } from './cases.ts';

const asked = (more: Partial<Exclude<Asked, string>['standing']> = {}): Asked => ({
  standing: { lasts: 90, voidIfChanged: [], ...more },
});
const firewall = item('firewall', { asked: asked() });
const here = { standing: { repoId: pullRequest.repoId } };
const earlier = { scope: here, head: 'bbbb', tree: 'tree-b', at: '2026-10-01T12:00:00Z' };

function standing(about: Item, more: Partial<Statement> = {}, changed: Facts['commits'] = {}) {
  const statements = [say('tick', about, { ...earlier, ...more })];
  return stateOf(verdictOf({ items: [about], statements, facts: { ...facts, commits: changed } }), about.id);
}

describe('a standing statement', () => {
  test('answers a later release, and says who and until when', () => {
    expect(standing(firewall)).toMatchObject({
      state: 'standing',
      voices: [{ by: { login: 'bob' }, until: '2026-12-30T12:00:00.000Z' }],
    });
  });

  test.each<[string, Item, Partial<Statement>]>([
    ['after 90 days', firewall, { at: '2026-08-23T11:59:59Z' }],
    ['after the days its item gives it', item('firewall', { asked: asked({ lasts: 10 }) }), {}],
    [
      'after a year, whatever its item says',
      item('firewall', { asked: asked({ lasts: 4_000 }) }),
      { at: '2025-11-21T11:00:00Z' },
    ],
    ['after the end it gave itself', firewall, { until: '2026-11-21T12:00:00Z' }],
    ['when its own end cannot be read', firewall, { until: 'whenever' }],
    ['for another repository', firewall, { scope: { standing: { repoId: 8 } } }],
    [
      'for an environment, when the item asks for the repository',
      firewall,
      { scope: { standing: { repoId: 7, environment: 'p' } } },
    ],
    ['for the repository, when the item asks for an environment', item('firewall', { asked: asked({ environment: 'p' }) }), {}],
    ['when the item is another now', firewall, { itemDigest: digest('before') }],
    ['when the item is asked for each release', item('firewall'), {}],
    ['on a verify item', item('firewall', { asked: asked(), phase: 'verify' }), {}],
    ['on a sign-off', item('firewall', { asked: asked(), proof: bySignOff }), { act: 'sign', via: 'review' }],
    ['by somebody who may not, or no longer', firewall, { by: outsider }],
  ])('does not stand %s', (_, about, more) => {
    expect(standing(about, more).state).toBe('open');
  });

  test('for the environment that its item asks for stands', () => {
    const about = item('firewall', { asked: asked({ environment: 'p' }) });
    expect(standing(about, { scope: { standing: { repoId: 7, environment: 'p' } } }).state).toBe('standing');
  });

  test('ends when files change that it depends on, and when nobody can say', () => {
    const about = item('firewall', { asked: asked({ voidIfChanged: ['infra/**'] }) });
    const since = (changedSince: string[] | null) => ({ bbbb: { tree: 'tree-b', changeSet: null, changedSince } });
    expect(standing(about, {}, since(['src/a.ts'])).state).toBe('standing');
    expect(standing(about, {}, since(['infra/main.tf'])).state).toBe('open');
    expect(standing(about, {}, since(null)).state).toBe('open');
    expect(standing(about).state).toBe('open');
  });

  test('asks for a renewal in its last 14 days', () => {
    expect(standing(firewall).renewBy).toBeUndefined();
    expect(standing(firewall, { at: '2026-09-01T12:00:00Z' }).renewBy).toBe('2026-11-30T12:00:00.000Z');
  });

  test('by somebody who cannot be verified is cannot-tell', () => {
    expect(standing(firewall, { by: stranger }).state).toBe('cannot-tell');
  });

  test('is taken back for one release by an untick there, and for all by one that stands', () => {
    const state = (untick: Partial<Statement>) =>
      stateOf(
        verdictOf({ items: [firewall], statements: [say('tick', firewall, earlier), say('untick', firewall, untick)] }),
        'firewall',
      ).state;
    expect(state({})).toBe('open');
    expect(state({ ...earlier, at: '2026-10-02T12:00:00Z' })).toBe('open');
    expect(state({ scope: { subject: '7/pull-request/99' } })).toBe('standing');
  });

  test('is nobody else speaking on this change', () => {
    const verdict = verdictOf({ items: [firewall], statements: [say('tick', firewall, earlier)] });
    expect(verdict.obstacles).toMatchObject([{ kind: 'second-person' }]);
    const spoken = verdictOf({
      items: [firewall],
      statements: [say('tick', firewall, earlier), say('sign', undefined, { by: second, via: 'review' })],
    });
    expect(spoken.decision).toBe('go');
  });
});
