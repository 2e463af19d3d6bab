import { afterAll, describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/doors/cli/arguments.ts';
import { read } from '../../../src/doors/cli/read.ts';
import { folder, lcov, removeFolders, write } from '../child.ts';
import { type FakeIo, fakeIo } from '../fake-io.ts';

afterAll(removeFolders);
const cwd = folder();
const counts = (covered: number) => ({ lines: { total: 10, covered, skipped: 0, pct: covered * 10 } });
write(cwd, {
  'a.info': lcov(9),
  'doubtful.json': JSON.stringify({ total: counts(9), 'a.ts': counts(8) }),
  'cut.info': 'TN:\nSF:a\nDA:1,',
  'x.txt': 'hello',
});

async function run(...args: readonly string[]): Promise<FakeIo & { readonly code: number }> {
  const io = fakeIo({ cwd });
  const code = await read(readArguments(['read', ...args]), io);
  return { ...io, code };
}

describe('a report that can be read', () => {
  test('for a person', async () => {
    const { code, out, err } = await run('a.info');
    expect(out()).toMatch(/^lcov, a report about coverage\n\n {2}\w/);
    expect(err()).toBe('');
    expect(code).toBe(0);
  });

  test('as JSON', async () => {
    const { code, out } = await run('a.info', '--json', '--format=lcov');
    expect(JSON.parse(out())).toMatchObject({
      format: 'lcov',
      kind: 'coverage',
      facts: { files: 1, LF: 10, LH: 9 },
      doubts: [],
    });
    expect(code).toBe(0);
  });

  test('doubts are told', async () => {
    const { out } = await run('doubtful.json');
    expect(out()).toMatch(/\nHard to believe, so it proves nothing:\n {2}- /);
  });
});

describe('one that cannot', () => {
  test.each([
    ['missing', ['no.info'], 'report.missing'],
    ['unknown', ['x.txt'], 'report.unknown'],
    ['of another format', ['a.info', '--format', 'istanbul'], 'report.other-format'],
    ['a folder', ['.'], 'report.no-file'],
  ])('%s', async (_, args, problem) => {
    const asJson = await run(...args, '--json');
    const parsed: unknown = JSON.parse(asJson.out());
    expect(parsed).toEqual({
      error: expect.objectContaining({ code: problem, message: expect.any(String), remedy: expect.any(String) }),
    });
    expect([asJson.code, asJson.err()]).toEqual([2, '']);
    const asText = await run(...args);
    expect([asText.code, asText.out()]).toEqual([2, '']);
    expect(asText.err()).toMatch(/^\S+: .*\n {2}\S.*\n$/);
  });

  test('a format that there is not', async () => {
    await expect(run('a.info', '--format', 'lvoc')).rejects.toThrow('there is no format lvoc');
  });
});
