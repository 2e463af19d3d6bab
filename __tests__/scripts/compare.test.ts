import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { differences, filesIn } from '../../scripts/compare.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gonogo-compare-'));
const [one, other] = [join(scratch, 'one'), join(scratch, 'other')];

beforeAll(() => {
  for (const folder of [one, other]) mkdirSync(join(folder, 'deep'), { recursive: true });
  for (const folder of [one, other]) writeFileSync(join(folder, 'deep/same'), 'x');
  writeFileSync(join(one, 'b'), 'x');
  writeFileSync(join(other, 'b'), 'y');
  writeFileSync(join(one, 'only here'), '');
  writeFileSync(join(other, 'a'), '');
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('files come sorted, with slashes', () => {
  expect(filesIn(one)).toEqual(['b', 'deep/same', 'only here']);
});

test('two folders differ in what differs and in what one of them lacks', () => {
  expect(differences(one, other)).toEqual([`a is only in ${other}`, 'b differs', `only here is only in ${one}`]);
  expect(differences(one, one)).toEqual([]);
});

test('only the named paths are compared when they are named', () => {
  expect(differences(one, other, ['deep/same'])).toEqual([]);
  expect(differences(one, other, ['b', 'deep/same'])).toEqual(['b differs']);
});
