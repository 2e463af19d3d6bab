import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compareInstants,
  describeUntil,
  endOfDay,
  epochOf,
  formatInstant,
  hoursBetween,
  instantAt,
  isDay,
  parseDay,
  parseInstant,
  plus,
  startOfDay,
} from '../../src/ground/instant.ts';
import { ProblemError } from '../../src/ground/problem.ts';

const moment = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0];
    throw error;
  }
  return undefined;
}

describe('parseInstant', () => {
  test.each([
    ['2026-11-21T02:42:32Z', '2026-11-21T02:42:32Z'],
    ['2026-11-21T02:42:32.000Z', '2026-11-21T02:42:32Z'],
    ['2026-11-21T02:42:32.999999999Z', '2026-11-21T02:42:32Z'],
    ['2026-11-21t02:42:32z', '2026-11-21T02:42:32Z'],
    ['2026-11-21 02:42:32Z', '2026-11-21T02:42:32Z'],
    ['2026-11-21T02:42:32+02:00', '2026-11-21T00:42:32Z'],
    ['2026-11-21T02:42:32+05:45', '2026-11-20T20:57:32Z'],
    ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00Z'],
    ['2026-11-21T02:42:32-00:00', '2026-11-21T02:42:32Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  test.each(['2026-11-21T02:42:32', '2026-11-21 02:42:32.5', '2026-11-21T02:42'])('%s lacks a zone', (text) => {
    expect(problemOf(() => parseInstant(text))).toMatchObject({
      code: 'instant.no-zone',
      remedy: expect.stringContaining('Add Z'),
    });
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2026-11-21T24:00:00Z',
    '2099-13-45T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-11-21T02:60:00Z',
    '2016-12-31T23:59:60Z',
    '2026-11-21T02:00:00+24:00',
    '2026-11-21T02:00:00+01:60',
  ])('%s does not exist', (text) => {
    expect(problemOf(() => parseInstant(text))?.code).toBe('instant.impossible');
  });

  test.each([
    '',
    'tomorrow',
    '2026-11-21',
    '21.11.2026 02:42:32Z',
    '2026-11-21T02:42Z',
    '2026-11-21T02:42:32ZZ',
    '2026-11-21T02:42:32Z\n',
    ' 2026-11-21T02:42:32Z',
    '2026-11-21T02:42:32+0200',
    '2026-11-21T02:42:32 Europe/Berlin',
    '26-11-21T02:42:32Z',
    '+002026-11-21T02:42:32Z',
    '２０２６-11-21T02:42:32Z',
    '1700000000',
  ])('%j is not a time', (text) => {
    expect(problemOf(() => parseInstant(text))?.code).toBe('instant.invalid');
  });

  test.each([new Date(0), 1_700_000_000_000, null, undefined, {}, ['2026-11-21T02:42:32Z']])(
    'takes text only, not %p',
    (value) => {
      expect(problemOf(() => parseInstant(value))?.code).toBe('instant.invalid');
    },
  );

  test.each(['1899-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00', '1900-01-01T00:00:00+01:00'])(
    '%s is too far away',
    (text) => {
      expect(problemOf(() => parseInstant(text))?.code).toBe('instant.out-of-range');
    },
  );

  test('reads what any clock writes, in any zone', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1901, 0, 1), max: Date.UTC(9998, 0, 1) }), offset, (at, minutes) => {
        const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
        const two = (amount: number) => String(Math.trunc(amount)).padStart(2, '0');
        const zone = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
        expect(Date.parse(parseInstant(`${local}${zone}`))).toBe(Math.floor(at / 1000) * 1000);
      }),
    );
  });
});

describe('instants', () => {
  test('sort as text as they do in time', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [first, second] = [instantAt(a), instantAt(b)];
        const byTime = Math.sign(Math.floor(a / 1000) - Math.floor(b / 1000));
        expect(compareInstants(first, second)).toBe(byTime);
        expect(first < second ? -1 : first > second ? 1 : 0).toBe(byTime);
        expect(first).toHaveLength(20);
        expect(parseInstant(first)).toBe(first);
      }),
    );
  });

  test('epochOf is the same moment as a number, and no number for what is none', () => {
    fc.assert(fc.property(moment, (at) => epochOf(instantAt(at)) === Math.floor(at / 1000) * 1000));
    expect(epochOf('2026-11-21T02:42:32.9+02:00')).toBe(Date.UTC(2026, 10, 21, 0, 42, 32));
    for (const text of ['', '2026-11-21', '2026-11-21T02:42:32', '2026-02-30T00:00:00Z', '2026-11-21T24:00:00Z']) {
      expect(epochOf(text)).toBeNaN();
    }
  });

  test('instantAt refuses what is no moment', () => {
    for (const milliseconds of [Number.NaN, Number.POSITIVE_INFINITY, -1e15, 1e15]) {
      expect(problemOf(() => instantAt(milliseconds))?.code).toBe('instant.out-of-range');
    }
  });

  test('what is no instant is never early or late', () => {
    for (const text of ['', 'x', '2026-11-21', '2026-11-21T02:42:32', '2026-11-21T25:00:00Z']) {
      expect(() => compareInstants(text, '2026-11-21T02:42:32Z')).toThrow('is not an instant');
      expect(() => compareInstants('2026-11-21T02:42:32Z', text)).toThrow('is not an instant');
      expect(() => hoursBetween(text, text)).toThrow('is not an instant');
      expect(() => plus(text, { days: 1 })).toThrow('is not an instant');
    }
  });

  test.each([
    ['2026-11-21T02:42:32Z', { days: 1 }, '2026-11-22T02:42:32Z'],
    ['2026-12-31T23:59:59Z', { minutes: 1 }, '2027-01-01T00:00:59Z'],
    ['2026-11-21T02:42:32Z', { days: -1, hours: 24 }, '2026-11-21T02:42:32Z'],
    ['2028-02-28T00:00:00Z', { hours: 24 }, '2028-02-29T00:00:00Z'],
    ['2026-11-21T02:42:32Z', { hours: 0.5 }, '2026-11-21T03:12:32Z'],
    ['2026-11-21T02:42:32Z', {}, '2026-11-21T02:42:32Z'],
  ])('%s and %j is %s', (instant, span, expected) => {
    expect(plus(instant, span)).toBe(expected);
  });

  test('plus refuses to leave the calendar', () => {
    expect(problemOf(() => plus('2026-11-21T02:42:32Z', { days: 1e9 }))?.code).toBe('instant.out-of-range');
    expect(problemOf(() => plus('2026-11-21T02:42:32Z', { days: Number.NaN }))?.code).toBe('instant.out-of-range');
  });

  test('hoursBetween counts from the first to the second', () => {
    expect(hoursBetween('2026-11-21T00:00:00Z', '2026-11-22T01:30:00Z')).toBe(25.5);
    expect(hoursBetween('2026-11-22T01:30:00Z', '2026-11-21T00:00:00Z')).toBe(-25.5);
  });

  test('formatInstant names the zone', () => {
    expect(formatInstant('2026-11-21T02:42:32Z')).toBe('2026-11-21 02:42 UTC');
    expect(formatInstant('2026-11-21T02:42:32+02:00')).toBe('2026-11-21 00:42 UTC');
  });

  test.each([
    ['2026-11-21T00:00:00Z', 'now'],
    ['2026-11-21T00:00:59Z', 'now'],
    ['2026-11-20T23:59:01Z', 'now'],
    ['2026-11-21T00:01:00Z', 'in 1 minute'],
    ['2026-11-21T00:59:59Z', 'in 59 minutes'],
    ['2026-11-21T01:00:00Z', 'in 1 hour'],
    ['2026-11-22T23:59:59Z', 'in 47 hours'],
    ['2026-11-23T00:00:00Z', 'in 2 days'],
    ['2026-11-24T23:00:00Z', 'in 3 days'],
    ['2026-11-20T22:00:00Z', '2 hours ago'],
    ['2026-11-20T23:58:30Z', '1 minute ago'],
    ['2026-10-21T00:00:00Z', '31 days ago'],
  ])('%s is %s', (then, expected) => {
    expect(describeUntil('2026-11-21T00:00:00Z', then)).toBe(expected);
  });
});

describe('days', () => {
  test.each(['2027-06-30', '2028-02-29', '1900-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true);
    expect(parseDay(text)).toBe(text);
  });

  test.each([
    '2027-06-31',
    '2027-02-29',
    '2099-13-45',
    '2027-6-30',
    '2027-06-30Z',
    '2027-06-30\n',
    '1899-12-31',
    '',
    20270630,
    new Date(0),
    null,
  ])('%p is none', (value) => {
    expect(isDay(value)).toBe(false);
    expect(problemOf(() => parseDay(value))?.code).toBe('day.invalid');
  });

  test.each([
    ['2027-06-30', 'UTC', '2027-06-30T00:00:00Z', '2027-07-01T00:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ['2026-11-21', 'Asia/Kathmandu', '2026-11-20T18:15:00Z', '2026-11-21T18:15:00Z'],
    ['2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z'],
    // Clocks went from 23:59:59 to 01:00:00: the day has no midnight.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
    // Clocks went from 23:59:59 back to 23:00:00: the evening before came twice.
    ['2018-02-17', 'America/Sao_Paulo', '2018-02-17T02:00:00Z', '2018-02-18T03:00:00Z'],
    // This island left a whole day out.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-30T10:00:00Z'],
  ])('%s in %s', (day, zone, start, end) => {
    expect(startOfDay(day, zone)).toBe(start);
    expect(endOfDay(day, zone)).toBe(end);
  });

  test('UTC is the zone when none is named', () => {
    expect(startOfDay('2027-06-30')).toBe('2027-06-30T00:00:00Z');
    expect(endOfDay('2027-06-30')).toBe('2027-07-01T00:00:00Z');
  });

  test('an unknown zone is named, with the one that was meant', () => {
    expect(problemOf(() => startOfDay('2027-06-30', 'Europe/Berln'))).toMatchObject({
      code: 'zone.unknown',
      message: 'The time zone Europe/Berln is not known.',
      remedy: 'Did you mean Europe/Berlin?',
    });
    expect(problemOf(() => endOfDay('2027-06-30', 'Mars'))?.code).toBe('zone.unknown');
    expect(problemOf(() => startOfDay('2027-06-31'))?.code).toBe('day.invalid');
  });

  test('the days of a zone follow each other without gap, each with 23 to 25 hours', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'America/Sao_Paulo',
      'Africa/Cairo',
      'Asia/Beirut',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
    ];
    const days = fc.integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2037, 11, 31) / 86_400_000 });
    const dayOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, number) => {
        const day = dayOf(number);
        const [start, end] = [startOfDay(day, zone), endOfDay(day, zone)];
        const shown = (instant: string) => new Date(instant).toLocaleDateString('sv-SE', { timeZone: zone });
        expect(hoursBetween(start, end)).toBeGreaterThanOrEqual(23);
        expect(hoursBetween(start, end)).toBeLessThanOrEqual(25);
        expect(startOfDay(dayOf(number + 1), zone)).toBe(end);
        expect([shown(plus(start, { minutes: -1 / 60 })), shown(start)]).toEqual([dayOf(number - 1), day]);
        expect([shown(plus(end, { minutes: -1 / 60 })), shown(end)]).toEqual([day, dayOf(number + 1)]);
      }),
    );
  });
});
