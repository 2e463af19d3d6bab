import { expect, test } from '@jest/globals';
import { usageOf, verbNames } from '../../../src/ledger/commands/verbs.ts';
import { helpPart, usagePart } from '../../../src/views/replies/help.ts';
import { replyBody } from '../../../src/views/replies/reply.ts';

test('one row for each command', () => {
  const rows = replyBody([helpPart()])
    .split('\n')
    .filter((line) => line.startsWith('| `/gonogo'));
  expect(rows).toHaveLength(verbNames.length);
  for (const verb of verbNames) expect(rows.join('\n')).toContain(`| \`${usageOf(verb)}\` |`);
});

test('one command', () => {
  expect(replyBody([usagePart('waive')])).toBe(
    '**waive** lets items pass for a while, with exactly the findings they have now, for 30 days at most. An end is needed, 30 days away at most.\n\n' +
      '- To type: `/gonogo waive ITEMS until: END reason: TEXT`\n' +
      '- For example: `/gonogo waive deps-2 until: 2w reason: the fix is released on Monday`',
  );
});
