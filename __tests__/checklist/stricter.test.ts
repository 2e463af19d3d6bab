import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/checklist/policy.ts';
import { sealed, stricterOf } from '../../src/checklist/stricter.ts';
import { item, policy } from '../verdict/cases.ts';

const made = (more: Partial<Policy> = {}) => {
  const { digest: _, ...content } = policy([item('a')], more);
  return sealed(content);
};
const both = (then: Partial<Policy>, now: Partial<Policy>) => stricterOf(made(then), made(now));
const freeze = { from: '2026-12-10T00:00:00Z', until: '2026-12-20T00:00:00Z', reason: 'r' };
const trust = (more: Partial<Policy['trust']>) => ({ trust: { minimum: 'unchanged-workflow' as const, ...more } });

test('the same policy at another commit is that policy', () => {
  const now = made({ commit: 'later' });
  expect(stricterOf(made({ commit: 'earlier' }), now)).toEqual({ policy: now, items: [], settings: [] });
});

describe('of what was and what is', () => {
  test.each<[Partial<Policy>, Partial<Policy>, Partial<Policy>, string[]]>([
    [{ enforcement: 'enforce' }, { enforcement: 'observe' }, { enforcement: 'enforce' }, ['enforcement']],
    [{ enforcement: 'observe' }, { enforcement: 'enforce' }, { enforcement: 'enforce' }, []],
    [{ solo: false }, { solo: true }, { solo: false }, ['solo']],
    [{ solo: true }, { solo: false }, { solo: false }, []],
    [{ freeze: [freeze] }, {}, { freeze: [freeze] }, ['freeze']],
    [{}, { freeze: [freeze] }, { freeze: [freeze] }, []],
    [
      { targets: { p: { url: 'https://a' } } },
      { targets: { p: { url: 'https://b' } } },
      { targets: { p: { url: 'https://a' } } },
      ['targets'],
    ],
    [trust({ minimum: 'app' }), trust({}), trust({ minimum: 'app' }), ['trust']],
    [trust({ workflows: ['a', 'b'] }), trust({ workflows: ['b', 'c'] }), trust({ workflows: ['b'] }), ['trust']],
    [trust({ workflows: ['a', '!b'] }), trust({ workflows: ['a'] }), trust({ workflows: ['a', '!b'] }), ['trust']],
    [trust({ workflows: ['a'] }), trust({ workflows: ['a', '!b'] }), trust({ workflows: ['a', '!b'] }), []],
    [
      trust({ workflows: ['a', '!b', 'b/*'] }),
      trust({ workflows: ['a', 'b/*'] }),
      trust({ workflows: ['a', 'b/*', '!b'] }),
      ['trust'],
    ],
    [trust({}), trust({ workflows: ['a'] }), trust({ workflows: ['a'] }), []],
    [trust({ workflows: ['a'] }), trust({}), trust({ workflows: ['a'] }), ['trust']],
    [trust({ pinned: ['a'] }), trust({ pinned: ['b', 'a'] }), trust({ pinned: ['a'] }), ['trust']],
    [{ check: { settle: 60 } }, { check: { settle: 5 } }, { check: { settle: 60 } }, ['check']],
    [{}, { check: { settle: 5 } }, { check: { settle: 20 } }, ['check']],
    [
      { components: { x: { paths: ['x/**'] } } },
      { components: { x: { paths: ['y/**'] } } },
      { components: { x: { paths: ['**'] } } },
      ['components'],
    ],
  ])('%j, then %j', (then, now, expected, settings) => {
    const found = both(then, now);
    expect(found.policy).toMatchObject(expected);
    expect(found.settings).toEqual(settings);
  });

  test.each<[Partial<Policy>, Partial<Policy>]>([
    [trust({}), trust({ pinned: ['a'] })],
    [trust({ pinned: ['a'] }), trust({})],
  ])('a workflow that only one of them pins is pinned by none: %j, %j', (then, now) => {
    expect(both(then, now).policy.trust.pinned).toBeUndefined();
  });

  test('who holds a role is a fact of now', () => {
    const people = { lead: { users: ['bob'] } };
    expect(both({ people: { lead: { users: ['ann'] } } }, { people }).policy.people).toEqual(people);
    expect(both({ people: {} }, { people }).policy.people).toEqual(people);
  });

  test('but who may let something pass is not named while a release is open', () => {
    const people = { lead: { users: ['bob'] }, waivers: { users: ['bob'] }, 'incident-commander': { users: ['bob'] } };
    const found = both({ people: {} }, { people });
    expect(found.policy.people).toEqual({ lead: { users: ['bob'] } });
    expect(found.settings).toEqual(['people']);
    const [held] = [both({ people: { waivers: { users: ['ann'] } } }, { people })];
    expect(held.policy.people['waivers']).toEqual({ users: ['bob'] });
  });

  test('items are kept, and named', () => {
    const found = stricterOf(made(), made({ checklist: { title: 'R', items: [item('b')] } }));
    expect(found.policy.checklist.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(found.items).toEqual(['Item a']);
  });

  test('its digest is that of what it says', () => {
    const then = made({ solo: false });
    const found = stricterOf(then, made({ solo: true, commit: 'later' }));
    expect(found.policy.digest).toBe(then.digest);
    expect(found.policy.commit).toBe('later');
  });
});
