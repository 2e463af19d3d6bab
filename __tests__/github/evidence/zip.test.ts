import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readZip } from '../../../src/github/evidence/zip.ts';
import { zipped } from '../../../src/sandbox/state/zip.ts';

const rules = { names: ['evidence.json', 'evidence.jwt'], mostBytes: 10_000 };
const text = (of: string) => `{"of":"${of}"}\n`;
const both = { 'evidence.json': text('both'), 'evidence.jwt': 'a.b.c' };

async function filesIn(zip: Uint8Array) {
  return Object.fromEntries([...(await readZip(zip, rules))].map(([name, bytes]) => [name, bytes.toString()]));
}

function changed(zip: Buffer, ...changes: readonly (readonly [at: number, bytes: readonly number[]])[]): Buffer {
  const copy = Buffer.from(zip);
  for (const [at, bytes] of changes) copy.set(bytes, at < 0 ? copy.length + at : at);
  return copy;
}

const single = zipped({ 'evidence.json': text('one') });
/** Of its only entry. */
const central = single.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));

/** As an archiver that streams leaves it: sizes stand behind the file, and zeros before it. */
function streamed(mark: boolean): Buffer {
  const content = Buffer.from(text('streamed'));
  const plain = zipped({ 'evidence.json': content });
  const at = plain.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const facts = plain.subarray(14, 26);
  const descriptor = Buffer.concat([...(mark ? [Buffer.from([0x50, 0x4b, 7, 8])] : []), facts]);
  const local = changed(plain.subarray(0, at), [6, [8, 8]], [14, Array.from({ length: 12 }, () => 0)]);
  const end = changed(plain.subarray(-22));
  end.writeUInt32LE(at + descriptor.length, 16);
  return Buffer.concat([local, descriptor, plain.subarray(at, -22), end]);
}

describe('is read', () => {
  test('with both files, stored and deflated', async () => {
    expect(await filesIn(zipped(both))).toEqual(both);
    expect(await filesIn(zipped(both, 'store'))).toEqual(both);
  });

  test('with sizes behind the file, with a mark before them and without', async () => {
    expect(await filesIn(streamed(true))).toEqual({ 'evidence.json': text('streamed') });
    expect(await filesIn(streamed(false))).toEqual({ 'evidence.json': text('streamed') });
  });

  test('when it is empty: nothing is in it', async () => {
    expect(await filesIn(zipped({}))).toEqual({});
  });
});

const bomb = zipped({ 'evidence.json': Buffer.alloc(50_000_000) });
const lying = (() => {
  const content = deflateRawSync(Buffer.alloc(50_000_000));
  const zip = zipped({ 'evidence.json': 'x' });
  const at = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const head = zip.subarray(0, 30 + 'evidence.json'.length);
  const directory = changed(zip.subarray(at, -22));
  directory.writeUInt32LE(content.length, 20);
  directory.writeUInt32LE(100, 24);
  const end = changed(zip.subarray(-22));
  end.writeUInt32LE(head.length + content.length, 16);
  return Buffer.concat([head, content, directory, end]);
})();
const twice = (() => {
  const zip = zipped({ 'evidence.json': text('first'), 'evidence.jsom': text('second') });
  const name = Buffer.from('evidence.jsom');
  return changed(
    zip,
    [zip.indexOf(name), [...Buffer.from('evidence.json')]],
    [zip.lastIndexOf(name), [...Buffer.from('evidence.json')]],
  );
})();
const inside = (() => {
  const zip = zipped(both, 'store');
  const second = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  return changed(zip, [second + 42, [0, 0, 0, 0]]);
})();
const hidden = (() => {
  const gap = Buffer.from('#!/bin/sh and more than any descriptor');
  const zip = changed(single);
  zip.writeUInt32LE(central + gap.length, zip.length - 6);
  return Buffer.concat([zip.subarray(0, central), gap, zip.subarray(central)]);
})();
const located = Buffer.concat([
  (() => {
    const head = changed(single.subarray(0, -22));
    return head;
  })(),
  Buffer.from([0x50, 0x4b, 6, 7, ...Array.from({ length: 16 }, () => 0)]),
  single.subarray(-22),
]);

describe('is refused, and says why', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'is no zip archive'],
    ['a text', Buffer.from('{"format":"gonogo/evidence/1"} and so on'), 'is no zip archive'],
    ['half an archive', single.subarray(0, -10), 'is no zip archive'],
    ['an archive with something before it', Buffer.concat([Buffer.from('MZ'), single]), 'is no whole zip archive'],
    ['an archive with something behind it', Buffer.concat([single, Buffer.from('more')]), 'is no zip archive'],
    ['a comment in which another end could stand', changed(single, [-2, [4, 0]]), 'is no zip archive'],
    ['two disks', changed(single, [-18, [1, 0]]), 'is no whole zip archive'],
    ['more entries than there are', changed(single, [-14, [2, 0]], [-12, [2, 0]]), 'has a broken directory'],
    ['fewer entries than there are', changed(zipped(both), [-14, [1, 0]], [-12, [1, 0]]), 'has a broken directory'],
    ['zip64 by its numbers', changed(single, [-6, [255, 255, 255, 255]]), 'is written as zip64'],
    ['zip64 by its locator', located, 'is written as zip64'],
    ['zip64 by a size', changed(single, [central + 24, [255, 255, 255, 255]]), 'is written as zip64'],
    ['what is encrypted', changed(single, [central + 8, [1, 8]]), 'is encrypted'],
    ['what is strongly encrypted', changed(single, [central + 8, [0x41, 8]]), 'is encrypted'],
    ['another way of packing', changed(single, [central + 10, [12, 0]]), 'is packed in a way that is not read'],
    ['a file beside the two', zipped({ ...both, 'run.sh': 'rm' }), 'holds something else: "run.sh"'],
    ['a way out of the folder', zipped({ '../evidence.json': '{}' }), 'holds something else: "../evidence.json"'],
    ['an absolute path', zipped({ '/etc/passwd': '{}' }), 'holds something else: "/etc/passwd"'],
    ['a way in a folder', zipped({ 'a/evidence.json': '{}' }), 'holds something else: "a/evidence.json"'],
    [
      'a name that ends early',
      zipped({ 'evidence.json\0.png': '{}' }),
      String.raw`holds something else: "evidence.json\u0000.png"`,
    ],
    ['one name twice', twice, 'holds evidence.json twice'],
    ['one file inside of another', inside, 'has a file inside of another'],
    ['something between its files', hidden, 'hides something between its files'],
    ['a bomb that says so', bomb, 'holds 50000000 bytes in evidence.json, more than 10000'],
    ['a bomb that lies', lying, 'cannot be unpacked to the 100 bytes that it is said to have'],
    [
      'other bytes than were packed',
      changed(single, [central + 16, [1, 2, 3, 4]]),
      'is damaged: evidence.json is not what was packed',
    ],
    [
      'another name before the file',
      changed(single, [30, [...Buffer.from('evidence.jsom')]]),
      'has a file that is not what its directory says',
    ],
    ['a place where no file is', changed(single, [central + 42, [1, 0, 0, 0]]), 'hides something between its files'],
  ])('%s', async (_what, zip, why) => {
    await expect(filesIn(zip)).rejects.toThrow(why);
  });

  test('a bomb never fills the memory', async () => {
    const before = process.memoryUsage().arrayBuffers;
    await expect(filesIn(lying)).rejects.toThrow('cannot be unpacked');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });
});

test('whatever is damaged, it is either the same files or refused in words', async () => {
  const zip = zipped(both);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (damage) => {
      const files = await filesIn(changed(zip, ...damage.map(([at, byte]) => [at, [byte]] as const))).catch(
        (error: unknown) => error,
      );
      if (files instanceof Error) expect(files.constructor.name).toBe('Unreadable');
      else expect(files).toEqual(both);
    }),
    { numRuns: 500 },
  );
});
