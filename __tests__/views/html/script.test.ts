import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test } from '@jest/globals';
import { script } from '../../../src/views/html/script.ts';

/** As much of a page as the script knows. */
class FakeRow {
  hidden = false;
  readonly dataset: { open?: string };
  readonly textContent: string;
  constructor(textContent: string, isOpen: boolean) {
    this.textContent = textContent;
    this.dataset = isOpen ? { open: '' } : {};
  }
}

function foldOf(rows: readonly FakeRow[], open: boolean) {
  const first = (selector: string) => rows.find((row) => !selector.includes(':not') || !row.hidden) ?? null;
  return { open, hidden: false, querySelector: first };
}

let rows: FakeRow[];
let folds: ReturnType<typeof foldOf>[];
let words: { value: string };
let open: { checked: boolean };
let shown: { textContent: string };
let tools: { hidden: boolean };
let type: () => void;

beforeEach(() => {
  rows = [new FakeRow('TLS 1.2 enforced', true), new FakeRow('Backups', false), new FakeRow('Firewall', false)];
  folds = [foldOf(rows.slice(0, 1), true), foldOf(rows.slice(1), false)];
  [words, open, shown] = [{ value: '' }, { checked: false }, { textContent: '' }];
  tools = {
    hidden: true,
    querySelectorAll: () => [words, open],
    querySelector: () => shown,
    addEventListener: (_: string, listen: () => void) => {
      type = listen;
    },
  } as never;
  const document = { querySelector: () => tools, querySelectorAll: (what: string) => (what.includes('details') ? folds : rows) };
  runInNewContext(script, { document });
});

test('the filter is there when the script is', () => {
  expect(tools.hidden).toBe(false);
});

test('it looks for words in any case, and opens what it finds', () => {
  words.value = 'BACK';
  type();
  expect(rows.map(({ hidden }) => hidden)).toEqual([true, false, true]);
  expect(folds.map(({ hidden, open: unfolded }) => [hidden, unfolded])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(shown.textContent).toBe('1 of 3 items');
});

test('it shows only what is open, and afterwards all as it was', () => {
  open.checked = true;
  type();
  expect(rows.map(({ hidden }) => hidden)).toEqual([false, true, true]);
  open.checked = false;
  type();
  expect(rows.map(({ hidden }) => hidden)).toEqual([false, false, false]);
  expect(folds.map(({ hidden, open: unfolded }) => [hidden, unfolded])).toEqual([
    [false, true],
    [false, false],
  ]);
  expect(shown.textContent).toBe('');
});

test('a page without a checklist has no filter, and no error', () => {
  expect(() => runInNewContext(script, { document: { querySelector: () => null } })).not.toThrow();
});
