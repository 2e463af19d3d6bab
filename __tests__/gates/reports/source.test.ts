import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { withSource } from '../../../src/gates/reports/source.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const text = 'TN:\nSF:src/ä😀.ts\nend_of_record\n';

function utf16(content: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${content}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

async function read(path: string): Promise<{ head: string; whole: string }> {
  return withSource(path, {}, async (source) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of source.chunks()) pieces.push(piece.slice());
    return { head: source.head, whole: Buffer.concat(pieces).toString('utf8') };
  });
}

test.each<[string, string | Uint8Array]>([
  ['UTF-8', text],
  ['UTF-8 with a mark', `\uFEFF${text}`],
  ['UTF-16, little end first', utf16(text, 'le')],
  ['UTF-16, big end first', utf16(text, 'be')],
  ['gzip', gzipSync(text)],
  ['gzip of UTF-16', gzipSync(utf16(text, 'le'))],
])('%s becomes UTF-8 without a mark', async (_name, content) => {
  await withFolder({ report: content }, async (root) => {
    expect(await read(join(root, 'report'))).toEqual({ head: text, whole: text });
  });
});

test('a report larger than one piece comes whole, and its head is only its start', async () => {
  const long = 'DA:1,1\n'.repeat(120_000);
  await withFolder({ report: utf16(long, 'be'), other: long, packed: gzipSync(long) }, async (root) => {
    const { head, whole } = await read(join(root, 'other'));
    expect(whole).toBe(long);
    expect(head).toBe(long.slice(0, 64 * 1024));
    expect(await read(join(root, 'report')).then((both) => both.whole)).toBe(long);
    expect(await read(join(root, 'packed'))).toEqual({ head, whole });
  });
});

describe('it is a problem', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['that it is empty', '', 'report.empty'],
    ['that it is gzip that was cut', gzipSync(text).subarray(0, -9), 'report.badly-packed'],
    [
      'that something stands behind its end',
      Buffer.concat([gzipSync('x'), Buffer.alloc(8), gzipSync('y')]),
      'report.badly-packed',
    ],
    ['that it unpacks to too much', gzipSync('x'.repeat(5000)), 'report.too-large'],
    ['that it is packed twice', gzipSync(gzipSync('x')), 'report.packed'],
    ['that it is a zip archive', 'PK\u0003\u0004', 'report.packed'],
    ['that it is no text', 'TN:\n\0\0', 'report.binary'],
    ['that it is too large', 'x'.repeat(101), 'report.too-large'],
  ])('%s', async (_name, content, code) => {
    await withFolder({ report: content }, async (root) => {
      const read100 = () => withSource(join(root, 'report'), { name: 'my report', maxBytes: 100 }, () => Promise.resolve(1));
      expect(await problemsOf(read100)).toMatchObject([{ code, file: 'my report', remedy: expect.stringMatching(/\w/) }]);
    });
  });

  test('that it is not there, or no file', async () => {
    await withFolder({}, async (root) => {
      mkdirSync(join(root, 'folder'));
      execFileSync('mkfifo', [join(root, 'pipe')]);
      expect(await problemsOf(() => read(join(root, 'none')))).toMatchObject([
        { code: 'report.missing', file: join(root, 'none') },
      ]);
      expect(await problemsOf(() => read(join(root, 'folder')))).toMatchObject([{ code: 'report.no-file' }]);
      expect(await problemsOf(() => read(join(root, 'pipe')))).toMatchObject([{ code: 'report.no-file' }]);
    });
  });

  test('that it changes while it is read', async () => {
    await withFolder({ report: text }, async (root) => {
      const path = join(root, 'report');
      const readGrowing = () =>
        withSource(path, {}, async (source) => {
          for await (const piece of source.chunks()) appendFileSync(path, piece);
        });
      expect(await problemsOf(readGrowing)).toMatchObject([{ code: 'report.changing' }]);
    });
  });
});

test('that it is written over in the same size is seen as well', async () => {
  await withFolder({ report: text }, async (root) => {
    const path = join(root, 'report');
    const readOverwritten = () =>
      withSource(path, {}, async (source) => {
        for await (const _ of source.chunks()) {
          writeFileSync(path, 'x'.repeat(Buffer.byteLength(text)));
          utimesSync(path, 1, 1);
        }
      });
    expect(await problemsOf(readOverwritten)).toMatchObject([{ code: 'report.changing' }]);
  });
});

test('packed members that border on a piece are read to the last', async () => {
  const long = (bytes: number) => gzipSync('x'.repeat(bytes), { level: 0 });
  const border = 256 * 1024;
  const first = long(border - (long(border).length - border));
  expect(first.length).toBe(border);
  await withFolder({ report: Buffer.concat([first, gzipSync('end')]) }, async (root) => {
    expect((await read(join(root, 'report'))).whole.slice(-4)).toBe('xend');
  });
});

test('an aborted signal ends the reading', async () => {
  await withFolder({ report: text }, async (root) => {
    const reading = withSource(join(root, 'report'), { signal: AbortSignal.abort(new Error('stop')) }, async (source) => {
      for await (const piece of source.chunks()) expect(piece).toBe('never read');
    });
    await expect(reading).rejects.toThrow('stop');
  });
});
