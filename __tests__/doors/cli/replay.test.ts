import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/doors/cli/arguments.ts';
import { check } from '../../../src/doors/cli/check.ts';
import { replay } from '../../../src/doors/cli/replay.ts';
import { covered, notes, project, quiet, removeFolders, write } from '../child.ts';
import { type FakeIo, fakeIo } from '../fake-io.ts';

afterAll(removeFolders);

const cwd = project([covered, notes]);

async function run(...args: readonly string[]): Promise<FakeIo & { readonly code: number }> {
  const io = fakeIo({ cwd, env: quiet });
  const code = await replay(readArguments(['replay', ...args]), io);
  return { ...io, code };
}

beforeAll(async () => {
  await check(readArguments(['check', '--record', 'same.json']), fakeIo({ cwd, env: quiet }));
  const text = readFileSync(join(cwd, 'same.json'), 'utf8');
  const { verdict: _, ...bare } = JSON.parse(text);
  write(cwd, {
    'bare.json': JSON.stringify(bare),
    'other.json': JSON.stringify({ ...bare, verdict: { ...JSON.parse(text).verdict, decision: 'go', items: [] } }),
    'broken.json': '{"format":"gonogo/recording/1"',
    'shape.json': '{"format":"gonogo/recording/1"}',
  });
});

describe('a recording', () => {
  test.each(['same.json', 'bare.json'])('%s: the verdict and its exit code', async (file) => {
    const { code, out, err } = await run(file);
    expect(out()).toMatch(/^WAITING: 1 to do\n/);
    expect([code, err()]).toEqual([1, '']);
  });

  test('as JSON', async () => {
    const { code, out } = await run('same.json', '--json');
    expect(JSON.parse(out())).toMatchObject({ format: 'gonogo/verdict/1', decision: 'waiting' });
    expect(code).toBe(1);
  });

  test('another verdict than recorded is told item by item', async () => {
    const { code, err } = await run('other.json');
    expect(err()).toBe(
      'This verdict differs from the recorded one:\n' +
        '  answer: GO -> WAITING: 1 to do\n' +
        `  coverage: not there -> passed (${JSON.parse(readFileSync(join(cwd, 'same.json'), 'utf8')).verdict.items[0].because})\n` +
        '  notes: not there -> open (not ticked yet)\n',
    );
    expect(code).toBe(3);
  });
});

describe('as a page', () => {
  test('it is of the time of the recording', async () => {
    const { code, err } = await run('same.json', '--html', 'page.html');
    expect([code, err()]).toEqual([1, '']);
    const { now } = JSON.parse(readFileSync(join(cwd, 'same.json'), 'utf8'));
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toContain(`Judged by Gonogo on ${now.slice(0, 10)}`);
  });

  test('one that cannot be written is no go, but the answer is told', async () => {
    const { code, out, err } = await run('same.json', '--html', 'no/page.html');
    expect([code, out().split('\n')[0], err()]).toEqual([
      2,
      'WAITING: 1 to do',
      'no/page.html: its folder is not there\n  Make the folder, or name another file.\n',
    ]);
  });

  test('never over the recording', async () => {
    await expect(run('same.json', '--html', './same.json')).rejects.toMatchObject({
      problems: [{ code: 'cli.usage', message: 'RECORDING and --html name the same file, same.json' }],
    });
  });
});

describe('no recording', () => {
  test.each([
    ['missing.json', 'the recording is not there'],
    ['.github', 'the recording is a folder'],
    ['broken.json', expect.any(String)],
    ['shape.json', expect.any(String)],
  ])('%s', async (file, message) => {
    await expect(run(file)).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ file, message })]),
    });
  });
});
