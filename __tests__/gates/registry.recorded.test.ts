import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import { gateById, gates } from '../../src/gates/registry.ts';
import type { Json } from '../../src/ground/json.ts';
import { withFolder } from './folder.ts';

interface Expected {
  readonly source: Json;
  readonly limits: Json;
  readonly result: string;
  readonly summary?: string;
  /** When it was collected, where that matters. */
  readonly at?: string;
}

const folder = fileURLToPath(new URL('recorded/', import.meta.url));
const recordings = gates.flatMap(({ id }) =>
  existsSync(join(folder, id)) ? readdirSync(join(folder, id)).map((name) => [id, name] as const) : [],
);

test('every gate has something recorded', () => {
  expect(new Set(recordings.map(([id]) => id))).toEqual(new Set(gates.map(({ id }) => id)));
});

test.each(recordings)('%s: %s', async (id, name) => {
  const recorded = join(folder, id, name);
  const expected: Expected = JSON.parse(readFileSync(join(recorded, 'expected.json'), 'utf8'));
  const use = { gate: id, source: expected.source, limits: expected.limits };
  // In a folder outside of the repository: here the files are committed, and a committed report proves nothing.
  await withFolder({}, async (root) => {
    cpSync(recorded, root, { recursive: true, filter: (path) => !path.endsWith('expected.json') });
    const [claim] = await collectAll([use], {
      gateById,
      workspace: await openWorkspace(root),
      ...(expected.at !== undefined && { now: () => new Date(String(expected.at)) }),
    });
    if (claim === undefined) throw new Error('there is no claim');
    const judgement = judgeClaim(gateById(id), claim, expected.limits);
    expect(judgement.result).toBe(expected.result);
    if (expected.summary !== undefined) expect(judgement.summary).toBe(expected.summary);
    if (judgement.result !== 'pass') expect(judgement.remedy).toMatch(/\w/);
  });
});
