import { describe, expect, test } from '@jest/globals';
import { remarkLines, remarksPart } from '../../../src/views/markdown/policy-change.ts';
import type { Remarks } from '../../../src/views/policy-change.ts';

const item = (title: string) => ({ id: title, title, in: [] });
const removing = (...titles: string[]): Remarks => ({
  notes: [],
  change: {
    files: [],
    openReleases: 0,
    proposal: {
      is: 'read',
      effect: { added: [], removed: titles.map(item), tightened: [], loosened: [], settings: [] },
      warnings: [],
    },
  },
});

describe('what a policy owner reads', () => {
  test('is nothing where nothing changes', () => {
    expect(remarksPart({ notes: [] })).toBeUndefined();
    expect(remarkLines({ notes: [] })).toEqual([]);
  });

  test('stands on the board with its first lines, and in the check with all of them', () => {
    const many = removing(...Array.from({ length: 20 }, (_, at) => `Item ${at}`));
    expect(remarksPart(many)?.rows).toHaveLength(21);
    const [text = ''] = remarkLines(many);
    expect(text.split('\n')).toHaveLength(10);
    expect(text).toContain('and 13 more, in the check');
  });

  test('holds no box, mention or markup of what it names', () => {
    const hostile = '- [x] @acme/all <!-- gonogo:backups --> </details> [a](https://evil.example) #1 `x`';
    const { notes } = { notes: [hostile] };
    const text = [
      ...remarkLines({ ...removing(hostile), notes }),
      remarksPart({ ...removing(hostile), notes })?.rows.join(''),
    ].join('\n');
    expect(text).not.toMatch(/\[x\]|<!-- gonogo|<\/details>|\]\(https|@acme/);
    expect(text).toContain('backups');
  });
});
