import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { Claim } from '../../src/gates/engine/contract.ts';
import { judgeClaim } from '../../src/gates/engine/judge.ts';
import { collectAll } from '../../src/gates/engine/runner.ts';
import { openWorkspace } from '../../src/gates/engine/workspace.ts';
import { gateById, gates } from '../../src/gates/registry.ts';
import type { Json } from '../../src/ground/json.ts';
import { withFolder } from './folder.ts';
import { answersOf, type ShownPlatform } from './recorded-platform.ts';
import { type LiveServer, withLive } from './recorded-server.ts';

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
  const server = join(recorded, 'server.json');
  if (existsSync(server)) {
    const described: LiveServer = JSON.parse(readFileSync(server, 'utf8'));
    await withLive(described, async ({ target, fill }) => {
      const use = { gate: id, target: target.name, source: fill(expected.source), limits: expected.limits };
      const release = () => Promise.resolve({ commit: 'c0ffee'.repeat(7).slice(0, 40), version: '1.2.3' });
      const claims = await collectAll([use], { gateById, targets: [target], release });
      expect(answerOf(id, expected, claims)).toEqual(wanted(expected));
    });
    return;
  }
  const use = { gate: id, source: expected.source, limits: expected.limits };
  const platform = join(recorded, 'platform.json');
  if (existsSync(platform)) {
    const shown: ShownPlatform = JSON.parse(readFileSync(platform, 'utf8'));
    const claims = await collectAll([use], { gateById, platform: answersOf(shown) });
    expect(answerOf(id, expected, claims)).toEqual(wanted(expected));
    return;
  }
  // In a folder outside of the repository: here the files are committed, and a committed report proves nothing.
  await withFolder({}, async (root) => {
    cpSync(recorded, root, { recursive: true, filter: (path) => !path.endsWith('expected.json') });
    const claims = await collectAll([use], {
      gateById,
      workspace: await openWorkspace(root),
      ...(expected.at !== undefined && { now: () => new Date(String(expected.at)) }),
    });
    expect(answerOf(id, expected, claims)).toEqual(wanted(expected));
  });
});

/** What comes of the claim; a summary only where one is expected. */
function answerOf(id: string, { limits, summary }: Expected, [claim]: readonly Claim[]) {
  if (claim === undefined) throw new Error('there is no claim');
  const judgement = judgeClaim(gateById(id), claim, limits);
  const isTold = judgement.result === 'pass' || /\w/.test(judgement.remedy ?? '');
  return { result: judgement.result, isTold, ...(summary !== undefined && { summary: judgement.summary }) };
}

function wanted({ result, summary }: Expected) {
  return { result, isTold: true, ...(summary !== undefined && { summary }) };
}
