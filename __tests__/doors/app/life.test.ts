import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { liveUntilTold } from '../../../src/doors/app/life.ts';
import { memoryLog } from './memory.ts';
import { openDoor } from './process.ts';
import { headersFor, post } from './sockets.ts';

function live(drain: (milliseconds: number) => Promise<boolean>) {
  const signals = new EventEmitter();
  const codes: number[] = [];
  const log = memoryLog();
  liveUntilTold({ drain, log, exit: (code) => codes.push(code), signals });
  const tell = async (name: string, ...what: readonly unknown[]) => {
    signals.emit(name, ...what);
    for (let turns = 0; turns < 5; turns++) await Promise.resolve();
  };
  return { codes, log, tell };
}

describe('told to end', () => {
  test.each(['SIGTERM', 'SIGINT'])('by %s it finishes what is at hand', async (signal) => {
    const asked: number[] = [];
    const { codes, tell } = live((milliseconds) => {
      asked.push(milliseconds);
      return Promise.resolve(true);
    });
    await tell(signal);
    expect([codes, asked]).toEqual([[0], [20_000]]);
  });

  test('what did not finish is told by the exit code', async () => {
    const { codes, tell } = live(() => Promise.resolve(false));
    await tell('SIGTERM');
    expect(codes).toEqual([1]);
  });

  test('an ending that fails is none', async () => {
    const { codes, tell } = live(() => Promise.reject(new Error('x')));
    await tell('SIGTERM');
    expect(codes).toEqual([1]);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])('twice, it ends at once: %s', async (signal, code) => {
    const { codes, tell } = live(() => new Promise(() => undefined));
    await tell('SIGTERM');
    await tell(signal);
    expect(codes).toEqual([code]);
  });
});

describe('what nobody foresaw', () => {
  test('ends it, quickly and never well', async () => {
    const asked: number[] = [];
    const { codes, log, tell } = live((milliseconds) => {
      asked.push(milliseconds);
      return Promise.resolve(true);
    });
    await tell('uncaughtException', new Error('x'));
    expect([codes, asked, log.lines[0]?.level]).toEqual([[70], [5_000], 'error']);
  });

  test('while it ends, ends it at once', async () => {
    const { codes, tell } = live(() => new Promise(() => undefined));
    await tell('SIGTERM');
    await tell('uncaughtException', new Error('x'));
    expect(codes).toEqual([70]);
  });
});

test('as a process: a promise that nobody waits for', async () => {
  const door = await openDoor();
  const body = JSON.stringify({ action: 'throw late' });
  expect((await post(door.url, body, headersFor(body))).status).toBe(202);
  expect(await door.ended).toBe(70);
  expect(door.said()).toContain('a mistake in Gonogo');
  expect(door.said()).not.toContain('canary');
});

test('as a process: told twice', async () => {
  const door = await openDoor({ WORK: 'slow' });
  door.child.kill('SIGTERM');
  for (let waited = 0; !door.said().includes('told to end') && waited < 60_000; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  door.child.kill('SIGINT');
  expect(await door.ended).toBe(130);
});
