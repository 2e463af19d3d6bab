import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EvidenceReader, type ReaderParts } from '../../../src/doors/app/evidence-reader.ts';
import { artifactName } from '../../../src/gates/engine/evidence.ts';
import { readingOf } from '../../../src/reconcile/evidence/reading.ts';
import { claimWith, documentWith, hostile } from '../../reconcile/evidence/documents.ts';

const honest = documentWith(claimWith('{"lines":90}'));
const lost: string[] = [];
const readers: EvidenceReader[] = [];
function open(parts: Partial<ReaderParts> = {}): EvidenceReader {
  const reader = new EvidenceReader({ onLost: (because) => lost.push(because), ...parts });
  readers.push(reader);
  return reader;
}
afterAll(() => Promise.all(readers.map((reader) => reader.close())));

const own = open();
const trap = { thread: new URL('./threads/trap.ts', import.meta.url) };
const read = (reader: EvidenceReader, text: string, artifact = artifactName(text)) => reader.read(Buffer.from(text), artifact);

describe('what comes out of the thread is what reading in place says', () => {
  test.each(['long texts of letters that take two bytes', 'many claims', 'a claim that is deep', 'more values than are read'])(
    '%s',
    async (what) => {
      const text = hostile[what]?.() ?? '';
      expect(text.length).toBeGreaterThan(500_000);
      expect(await read(own, text)).toEqual(readingOf(Buffer.from(text), artifactName(text)));
    },
  );

  test('many documents, whole, damaged and under other names', async () => {
    const claims = fc
      .uniqueArray(fc.nat(50), { maxLength: 8 })
      .chain((ats) => fc.tuple(...ats.map((at) => fc.json().map((data) => claimWith(data, at)))).map((all) => all.join(',')));
    const damage = fc.option(fc.tuple(fc.nat(400), fc.string({ unit: 'binary', maxLength: 2 })), { freq: 2 });
    await fc.assert(
      fc.asyncProperty(claims, damage, fc.boolean(), async (all, hurt, isRenamed) => {
        const text = documentWith(all);
        const given = hurt === null ? text : text.slice(0, hurt[0]) + hurt[1] + text.slice(hurt[0] + 1);
        const name = artifactName(isRenamed ? `${given} ` : given);
        expect(await read(own, given, name)).toEqual(readingOf(Buffer.from(given), name));
      }),
      { numRuns: 200 },
    );
    expect(lost).toEqual([]);
  });
});

test('the loop goes on while a hostile document is read', async () => {
  const text = hostile['a claim of many keys']?.() ?? '';
  const turnsDuring = async (work: () => Promise<unknown>) => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await work();
    clearInterval(timer);
    return turns;
  };
  const bytes = Buffer.from(text);
  // In place there is none, however long it takes.
  expect(await turnsDuring(async () => readingOf(bytes, artifactName(text)))).toBe(0);
  expect(await turnsDuring(() => own.read(bytes, artifactName(text)))).toBeGreaterThanOrEqual(20);
});

test('what it is given is left as it was, and nothing that lies beside it is read', async () => {
  const whole = Buffer.from(`before${honest}behind`);
  const part = whole.subarray(6, 6 + honest.length);
  expect(await own.read(part, artifactName(honest))).toMatchObject({ is: 'read' });
  expect(whole.toString()).toBe(`before${honest}behind`);
});

describe('what the thread does not survive cannot be read, and the next document can', () => {
  test.each([
    ['hang', { readMs: 1_500 }, 'takes longer to read than 1.5 seconds'],
    ['eat', { heapMegabytes: 24 }, 'takes more memory to read than evidence may'],
    ['throw', {}, 'cannot be read: a mistake of ours'],
    ['leave', {}, 'ends whatever reads it'],
  ])('%s', async (act, limits, because) => {
    const told: string[] = [];
    const reader = open({ ...trap, limits, onLost: (why) => told.push(why) });
    const [bad, good] = await Promise.all([read(reader, honest, act), read(reader, honest)]);
    expect(bad).toEqual({ is: 'unreadable', because });
    expect(good).toEqual(readingOf(Buffer.from(honest), artifactName(honest)));
    expect(told).toEqual([because]);
  });
});

test('a thread that cannot begin says nothing of the document', async () => {
  const reader = open({ thread: new URL('./threads/stillborn.ts', import.meta.url) });
  await expect(read(reader, honest)).rejects.toThrow('did not begin: it cannot be read: a file is missing');
});

test('after a rest there is a new thread', async () => {
  const reader = open({ limits: { restMs: 1 } });
  const first = await read(reader, honest);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await read(reader, honest)).toEqual(first);
});

test('whoever waits when it is closed gets no answer, and nobody does afterwards', async () => {
  const reader = open(trap);
  const waiting = [read(reader, honest, 'hang'), read(reader, honest)].map((each) => each.catch((error: Error) => error.message));
  await read(own, honest);
  await reader.close();
  const ends = 'evidence is not read any more: the App ends';
  expect(await Promise.all(waiting)).toEqual([ends, ends]);
  await expect(read(reader, honest)).rejects.toThrow(ends);
});

test('a process that has read and does nothing more ends', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./threads/reads-once.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said).toBe('unreadable\n');
});
