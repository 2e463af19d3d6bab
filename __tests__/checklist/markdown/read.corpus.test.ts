import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { countsOf } from '../../../src/checklist/counts.ts';
import { readMarkdown } from '../../../src/checklist/markdown/read.ts';
import { placeItems } from '../../../src/checklist/place.ts';
import { problemsOfCall } from '../problems-of-call.ts';

/** Beside the checkout there may be folders of real checklists and tables of what is in them. */
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));

function table(path: string): string[][] {
  const file = join(shared, path);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));
}

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly boxes: number;
}

/** Two of our own, so that the table is never empty: many boxes in many forms, and none at all. */
const own: readonly Sample[] = [
  { name: 'own', text: '# T\n\n- [ ] **A**\n  - [x] a\n- B\n  1. [ ] b\n\n> - [ ] c\n\n```\n- [ ] d\n```\n', boxes: 3 },
  { name: 'own without boxes', text: '# T\n\n- a\n- b\n', boxes: 0 },
];

function samples(): Sample[] {
  const folder = join(shared, 'corpus/checklists');
  const facts = new Map(
    table('corpus/facts.tsv').flatMap(([file, , fact, value]) => (fact === 'items' ? [[file, Number(value)]] : [])),
  );
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.map((name) => ({
    name,
    text: readFileSync(join(folder, name), 'utf8'),
    boxes: facts.get(`checklists/${name}`) ?? Number.NaN,
  }));
}

test.each([...own, ...samples()].map((sample) => [sample.name, sample] as const))(
  '%s has the boxes it has',
  (_, { text, boxes }) => {
    const read = () => readMarkdown({ file: 'a.md', text });
    const problems = problemsOfCall(read);
    if (problems.length > 0) {
      expect([boxes, problems.map(({ code }) => code)]).toEqual([0, ['checklist.empty']]);
      return;
    }
    const { items, groups, other } = countsOf(read());
    expect(items + groups).toBe(boxes);
    expect(items + other).toBeGreaterThan(0);
  },
);

/** Items, groups and what else is asked for, counted by hand. */
const counted: Readonly<Record<string, readonly [number, number, number]>> = {
  'seeds/hastecrm.md': [107, 20, 29],
  'seeds/general.md': [132, 0, 0],
  'seeds/linkflow.md': [121, 0, 6],
  'seeds/chatsdk.md': [169, 28, 0],
  'seeds/essentials.md': [56, 0, 8],
};

const phases: Readonly<Record<string, string>> = {
  'pre-deploy': 'merge',
  'sign-off': 'sign-off',
  'go-live': 'deploy',
  'post-deploy': 'verify',
  'first-24h': 'day',
  'first-week': 'week',
  'first-month': 'month',
  rollback: 'rollback',
};

/** Kinds of rows that are items; the others are notes, groups, criteria and commands. */
const asItems = ['task', 'signoff', 'numbered-task', 'numbered-requirement', 'yaml-criterion', 'table-row'];
/** Asks for two days in a section for the time right after the deployment: either phase is right. */
const either = 'general:239';

const seeds = Object.keys(counted).filter((path) => existsSync(join(shared, path)));

test('checklists that were counted by hand have their counts, phases and lines', () => {
  for (const path of seeds) {
    const outline = readMarkdown({ file: path, text: readFileSync(join(shared, path), 'utf8') });
    const { items, groups, other } = countsOf(outline);
    expect([path, items, groups, other]).toEqual([path, ...(counted[path] ?? [])]);
    const name = basename(path, '.md');
    const rows = table('seeds/items.tsv').filter(([seed, , , , , , , , , kind = '']) => seed === name && asItems.includes(kind));
    const expected = rows.map(([, , , phase = '', , , , , , , line]) => `${name}:${line} ${phases[phase]}`);
    const found = placeItems([outline]).map(
      ({ leaf, inherited }) => `${name}:${leaf.at.line} ${leaf.said.phase ?? inherited.phase ?? 'merge'}`,
    );
    const isSure = (each: string) => !each.startsWith(either);
    expect(found.filter(isSure)).toEqual(expected.filter(isSure));
    expect(new Set(placeItems([outline]).map(({ id }) => id)).size).toBe(found.length);
  }
  expect(Object.keys(counted)).toEqual(expect.arrayContaining(seeds));
});
