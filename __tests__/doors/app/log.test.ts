import { expect, test } from '@jest/globals';
import { createLog, type Level } from '../../../src/doors/app/log.ts';

function logged(level: Level = 'debug', isPretty = false) {
  const texts: string[] = [];
  const now = () => Date.UTC(2027, 0, 2, 3, 4, 5, 678);
  const log = createLog({ level, isPretty, secrets: ['the webhook secret'], write: (text) => texts.push(text), now });
  return { log, texts };
}

test('a line is one JSON object, whatever is in it', () => {
  const { log, texts } = logged();
  log.warn('a delivery\nwas "odd"', {
    delivery: 'd-1',
    event: 'push',
    times: 3,
    reason: 'a\u001b[31m\u2028b',
    error: new Error('x'),
  });
  expect(texts).toHaveLength(1);
  expect(['\n', '\u001b', '\u2028'].filter((hidden) => texts[0]?.trimEnd().includes(hidden))).toEqual([]);
  expect(JSON.parse(texts[0] ?? '')).toEqual({
    time: '2027-01-02T03:04:05.678Z',
    level: 'warn',
    message: 'a delivery was "odd"',
    delivery: 'd-1',
    event: 'push',
    times: 3,
    reason: 'a⟦U+001B⟧[31m b',
    error: expect.stringMatching(/^Error at /),
  });
});

test('secrets are taken out of words and fields, and long texts cut', () => {
  const { log, texts } = logged();
  log.error('with the webhook secret', {
    reason: 'the webhook secret',
    remedy: `ghs_${'a'.repeat(36)}`,
    address: 'a'.repeat(10_000),
  });
  expect(texts.join('')).not.toMatch(/webhook secret|ghs_/);
  expect(texts.join('').length).toBeLessThan(1_000);
});

test('what is below its level is left out', () => {
  const { log, texts } = logged('warn');
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d', { delivery: undefined } as object);
  expect(texts.map((text) => JSON.parse(text).message)).toEqual(['c', 'd']);
  expect(Object.keys(JSON.parse(texts[1] ?? ''))).toEqual(['time', 'level', 'message']);
});

test('at a terminal a line is for people', () => {
  const { log, texts } = logged('info', true);
  log.info('listening', { address: 'http://127.0.0.1:3000' });
  expect(texts).toEqual(['03:04:05 info  listening address=http://127.0.0.1:3000\n']);
});
