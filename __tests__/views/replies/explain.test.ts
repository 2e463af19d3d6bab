import { describe, expect, test } from '@jest/globals';
import { explainPart } from '../../../src/views/replies/explain.ts';
import { replyBody } from '../../../src/views/replies/reply.ts';
import { item, stateOf } from '../../verdict/cases.ts';
import { known, knownOf } from './knowns.ts';

const explained = (id: string, from = known) => replyBody([explainPart(stateOf(from.verdict, id), from)]);

describe('an item says', () => {
  test.each<[string, string[]]>([
    [
      'backups',
      [
        '### ⬜ `db-1` Backups were restored\n\nBackups were restored · backups\n\n- **Now** open.\n- **Because** not ticked yet\n',
        '- **Answer** `/gonogo tick db-1`\n- **Why** A backup that was never read is none.\n',
        '- **Proved** ticked by anybody with write access\n- **Who may** anybody with write access\n',
        '- **On a push** a tick is kept when new commits come\n',
        '- **Exceptions** may be waived or declared not applicable by the role waivers (the team acme/release); is passed over',
      ],
    ],
    ['carts', ['- **Who may** the role lead (the team acme/leads)\n']],
    [
      'coverage',
      [
        '### ❌ `test-1`',
        '- **Next** ',
        '- **Proved** proved by coverage: lines 80\n',
        '- **On a push** proved anew for each commit\n',
      ],
    ],
    [
      'security',
      [
        '- **Answer** an approving review of this commit\n',
        '- **Who may** the role lead (the team acme/leads); never the author',
      ],
    ],
    ['operations', ['- **Answer** `/gonogo sign sign-2`\n']],
    ['all', ['- **Proved** done when all above is\n']],
    ['later', ['- **Phase** verify: decides whether the release is well']],
  ])('%s', (id, texts) => {
    for (const text of texts) expect(explained(id)).toContain(text);
  });

  test('nothing of an answer that nobody can give', () => {
    expect(explained('coverage')).not.toContain('**Answer**');
    expect(explained('all')).not.toContain('**Who may**');
  });
});

test('what does not apply asks for nothing', () => {
  const there = knownOf([item('x', { when: { paths: ['db/**'] } }), item('y')]);
  const body = explained('x', there);
  expect(body).toContain('- **Now** does not apply now: ');
  expect(body).toContain('- **Applies** when a changed file matches db/');
  expect(body).not.toContain('**Answer**');
});

test('an item that the policy no longer has still shows its state', () => {
  const there = { ...known, items: new Map() };
  expect(explained('backups', there)).toMatch(/^### ⬜ `db-1`[\s\S]+\*\*Answer\*\* `\/gonogo tick db-1`$/);
});
