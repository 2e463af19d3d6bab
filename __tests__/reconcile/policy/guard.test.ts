import { describe, expect, test } from '@jest/globals';
import { digest } from '../../../src/ground/json.ts';
import { guardAlone, withGuard } from '../../../src/reconcile/policy/guard.ts';
import { fixedPhases } from '../../../src/verdict/phases.ts';
import { arrange } from '../../../src/views/board/arrangement.ts';
import { item, policy } from '../../verdict/cases.ts';

const file = { path: 'CODEOWNERS', is: 'owners', becomes: 'file', mode: '100644', oid: '1' } as const;
const guarded = { files: [file], digest: digest('files') };
const freeze = { from: '2026-12-10T00:00:00Z', until: '2026-12-20T00:00:00Z', reason: 'r' };

describe('the word of a policy owner', () => {
  test('stands last in a release, and no box, board or handle of another item changes by it', () => {
    const plain = policy([item('a'), item('b')]);
    const asked = withGuard(plain, guarded);
    expect(asked.checklist.items.map(({ id }) => id)).toEqual(['a', 'b', 'policy-change']);
    const phases = fixedPhases('pull-request');
    expect(arrange(asked, phases).digest).toBe(arrange(plain, phases).digest);
    expect(arrange(asked, phases).naming.handles.get('policy-change')).toBe('policy-1');
    expect(asked.digest).not.toBe(plain.digest);
  });

  test('is never waived, not skipped in an emergency, and required', () => {
    const [guard] = guardAlone(policy([]), guarded).checklist.items;
    expect(guard).toMatchObject({ level: 'must', locked: true, always: true, proof: { role: 'policy-owner', count: 1 } });
    expect(guard?.when).toBeUndefined();
  });

  test('takes no name that an item of the checklist has', () => {
    const items = [item('policy-change'), item('policy-change-2')];
    expect(withGuard(policy(items), guarded).checklist.items.at(-1)?.id).toBe('policy-change-3');
  });

  test('is all that is asked of what is no release: no freeze, no second person besides', () => {
    const alone = guardAlone(policy([item('a')], { freeze: [freeze], solo: false }), guarded);
    expect(alone).toMatchObject({ freeze: [], solo: true });
    expect(alone.checklist.items.map(({ id }) => id)).toEqual(['policy-change']);
  });

  test('is another item once the files are others', () => {
    const [one] = guardAlone(policy([]), guarded).checklist.items;
    const [other] = guardAlone(policy([]), { ...guarded, digest: digest('others') }).checklist.items;
    expect(other?.digest).not.toBe(one?.digest);
  });
});
