import { expect, test } from '@jest/globals';
import { asksPart } from '../../../src/views/markdown/asks.ts';
import { item, items, verdict } from '../samples.ts';

const waiting = (...given: readonly ReturnType<typeof item>[]) => verdict({ decision: 'waiting', items: given });

test('who, how, and what those do who cannot click', () => {
  const part = asksPart(waiting(items.open), { handles: new Map(), board: 'https://a.example/b' });
  expect(part?.rows).toEqual([
    '- **1** to be ticked by everybody with write access: tick the box in [the checklist comment of the pull request](https://a.example/b), or comment `/gonogo tick backup`\n',
  ]);
  expect(part?.tail).toBe('\nWhoever has no write access cannot click a box, and comments the command instead.\n');
});

test('where there is nothing to click nobody is told about boxes', () => {
  const sign = item({ id: 's', by: 'sign-off', via: 'review', next: '1 to sign as *lead*.' });
  expect(asksPart(waiting(sign), { handles: new Map(), board: undefined })).toEqual({
    head: '\n## Who can act\n\n',
    rows: ['- **1** to sign as &#42;lead&#42;\n'],
  });
  expect(asksPart(verdict({ items: [items.passed] }), { handles: new Map(), board: undefined })).toBeUndefined();
});
