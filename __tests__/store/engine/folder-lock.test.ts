import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { problemsIn } from '../../../src/ground/problem.ts';
import { lockFolder } from '../../../src/store/engine/folder-lock.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gonogo-lock-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let count = 0;
let folder = '';
let file = '';
beforeEach(() => {
  folder = join(scratch, `data-${count++}`);
  file = `${folder}.lock`;
});

const onLost = () => undefined;
const lock = () => lockFolder(folder, { onLost });
const problem = () => {
  try {
    lock().release();
    return undefined;
  } catch (error) {
    return problemsIn(error)[0];
  }
};
const held = (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));

test('one holds a folder, and the next is told who and what to do', () => {
  const first = lock();
  expect(problem()).toMatchObject({
    code: 'store.in-use',
    message: expect.stringMatching(new RegExp(`data-\\d+ is in use by process ${process.pid} on `)),
    remedy: expect.stringContaining(file),
  });
  first.release();
  expect(existsSync(file)).toBe(false);
  lock().release();
});

test('a released lock is not released again from somebody else', () => {
  const first = lock();
  first.release();
  const second = lock();
  first.release();
  expect(existsSync(file)).toBe(true);
  second.release();
});

describe('what is left behind', () => {
  const leave = (changes: Record<string, unknown>, silentSeconds = 0) => {
    const own = lock();
    const holder = { ...held(), token: 'another', ...changes };
    own.release();
    writeFileSync(file, JSON.stringify(holder));
    const at = new Date(Date.now() - silentSeconds * 1_000);
    utimesSync(file, at, at);
  };
  const gone = () => spawnSync('true').pid;

  test.each<[string, () => void, boolean]>([
    ['by a process that is gone', () => leave({ pid: gone() }), true],
    ['by a process whose number another has by now', () => leave({ pid: process.ppid, started: 'before' }), true],
    ['under our own number, before a restart', () => leave({ pid: process.pid }), true],
    ['by another machine, long ago', () => leave({ host: 'elsewhere' }, 60), true],
    ['by another machine, just now', () => leave({ host: 'elsewhere' }, 5), false],
    ['by another container of this name, just now', () => leave({ numbers: 'pid:[1]', pid: gone() }), false],
    ['by another container of this name, long ago', () => leave({ numbers: 'pid:[1]', pid: gone() }, 60), true],
    ['as an empty file, long ago', () => (leave({}, 60), writeFileSync(file, ''), utimesSync(file, 0, 0)), true],
    ['as an empty file, just now', () => writeFileSync(file, ''), false],
  ])('%s', (_, prepare, isFree) => {
    prepare();
    if (isFree) expect(problem()).toBeUndefined();
    else expect(problem()?.code).toBe('store.in-use');
    expect(readdirSync(scratch).filter((name) => name.startsWith(`data-${count - 1}.lock.`))).toEqual([]);
  });

  test('by a process that only stands still: it may go on', async () => {
    const child = spawn('sleep', ['60']);
    try {
      child.kill('SIGSTOP');
      const started = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
      const own = lock();
      const boot = String(held()['started']).split(' ')[0];
      own.release();
      leave({ pid: child.pid, started: `${boot} ${started}` }, 600);
      expect(problem()?.code).toBe('store.in-use');
    } finally {
      child.kill('SIGKILL');
    }
  });
});

test('of many that start at once over a stale lock, one has it', async () => {
  lock().release();
  writeFileSync(file, JSON.stringify({ token: 'x', pid: spawnSync('true').pid, host: 'elsewhere' }));
  utimesSync(file, 0, 0);
  const own = new URL('../../../src/store/engine/folder-lock.ts', import.meta.url).href;
  const code = `
    const { lockFolder } = await import(${JSON.stringify(own)});
    await new Promise((go) => setTimeout(go, Math.max(0, Number(process.argv[1]) - Date.now())));
    try { lockFolder(${JSON.stringify(folder)}, { onLost() {} }); console.log('mine'); } catch { console.log('taken'); }
    process.stdin.once('data', () => process.exit(0));`;
  const start = String(Date.now() + 1_500);
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', code, start], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  // Nobody goes before all have said something: who goes leaves a lock that is free.
  const said = await Promise.all(children.map(async (child) => String((await once(child.stdout, 'data'))[0]).trim()));
  for (const child of children) child.stdin.end('go');
  expect(said.toSorted()).toEqual(['mine', 'taken', 'taken', 'taken', 'taken']);
});

test('it is touched while it is held, and who lost it is told', async () => {
  const lost: Error[] = [];
  const own = lockFolder(folder, { onLost: (because) => lost.push(because), beatMs: 20 });
  utimesSync(file, 0, 0);
  await sleep(200);
  expect(lost).toEqual([]);
  writeFileSync(file, JSON.stringify({ ...held(), token: 'another' }));
  await sleep(200);
  expect(lost.map(({ message }) => message)).toEqual([`${file} was taken over by somebody else`]);
  own.release();
  expect(existsSync(file)).toBe(true);
});
