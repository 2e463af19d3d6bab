import { nearest, ProblemError } from './problem.ts';
import { oneLine } from './text.ts';

/**
 * A moment: `2026-11-21T02:42:32Z`. Always UTC, always whole seconds (fractions are dropped, as GitHub keeps none), always twenty
 * characters: so one moment has one text, and texts sort as the moments do. Years 1900 to 9999.
 */
export type Instant = string;

const shape = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const withoutZone = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/** RFC 3339. The zone must be there: nobody knows where a bare 10:00 was meant. Only text is taken, since a date object has lost its zone. */
export function parseInstant(text: unknown): Instant {
  const found = typeof text === 'string' ? read(text) : 'notText';
  if (typeof found === 'string') throw refuse(text, problems[found]);
  return instantAt(found);
}

/** Milliseconds since 1970, or NaN for what is no instant with a zone: a comparison with it is false, whichever way it is asked. */
export function epochOf(text: string): number {
  const found = read(text);
  return typeof found === 'string' ? Number.NaN : found;
}

function read(text: string): number | keyof typeof problems {
  const parts = shape.exec(text);
  if (parts === null) return withoutZone.test(text) ? 'noZone' : 'invalid';
  const [, day = '', hours, minutes, seconds, sign, offsetHours = '0', offsetMinutes = '0'] = parts;
  const isClock = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  if (!isClock || !exists(day) || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return 'impossible';
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`) - offset * minuteMs;
}

const problems = {
  notText: { code: 'instant.invalid', what: 'is not a text', remedy: 'Write it in quotes, as 2026-11-21T02:42:32Z.' },
  invalid: { code: 'instant.invalid', what: 'is not a date with time', remedy: 'Write it as 2026-11-21T02:42:32Z.' },
  noZone: { code: 'instant.no-zone', what: 'has no time zone', remedy: 'Add Z for UTC, or an offset such as +02:00.' },
  impossible: {
    code: 'instant.impossible',
    what: 'does not exist',
    remedy: 'Check day, hour, minute and second; midnight is 00:00:00, and there is no second 60.',
  },
} as const;

function refuse(
  value: unknown,
  problem: { readonly code: string; readonly what: string; readonly remedy: string },
): ProblemError {
  const message = `The time ${oneLine(String(value), 40)} ${problem.what}.`;
  return new ProblemError({ code: problem.code, message, remedy: problem.remedy });
}

/** Whether the calendar has this `YYYY-MM-DD`. */
function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const firstMs = Date.UTC(1900, 0, 1);
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** From milliseconds since 1970. */
export function instantAt(milliseconds: number): Instant {
  if (!(milliseconds >= firstMs && milliseconds <= lastMs)) {
    throw new ProblemError({
      code: 'instant.out-of-range',
      message: 'The date is not between the years 1900 and 9999.',
      remedy: 'Use a nearer date.',
    });
  }
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** A day is 24 hours here; calendar days of a zone are `startOfDay` and `endOfDay`. */
export function plus(
  instant: Instant,
  span: { readonly days?: number; readonly hours?: number; readonly minutes?: number },
): Instant {
  const { days = 0, hours = 0, minutes = 0 } = span;
  return instantAt(millisecondsOf(instant) + days * dayMs + hours * hourMs + minutes * minuteMs);
}

/** Negative when `a` is earlier, 0 when they are the same, positive when `a` is later. */
export function compareInstants(a: Instant, b: Instant): number {
  return Math.sign(millisecondsOf(a) - millisecondsOf(b));
}

/** Negative when `to` is earlier. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (millisecondsOf(to) - millisecondsOf(from)) / hourMs;
}

/** `2026-11-21 02:42 UTC` */
export function formatInstant(instant: Instant): string {
  const text = instantAt(millisecondsOf(instant));
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

/** `in 3 days`, `2 hours ago`, `now`. Rounded down, so that it never promises more time than there is. */
export function describeUntil(now: Instant, then: Instant): string {
  const span = millisecondsOf(then) - millisecondsOf(now);
  const length = Math.abs(span);
  if (length < minuteMs) return 'now';
  const words =
    length < hourMs
      ? count(length / minuteMs, 'minute')
      : length < 2 * dayMs
        ? count(length / hourMs, 'hour')
        : count(length / dayMs, 'day');
  return span > 0 ? `in ${words}` : `${words} ago`;
}

function count(amount: number, unit: string): string {
  const whole = Math.floor(amount);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** A calendar day, `2027-06-30`, that is an instant only together with a zone. */
export type Day = string;

const dayShape = /^\d{4}-\d{2}-\d{2}$/;

export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && dayShape.test(text) && text >= '1900' && exists(text);
}

export function parseDay(text: unknown): Day {
  if (isDay(text)) return text;
  throw new ProblemError({
    code: 'day.invalid',
    message: `The day ${oneLine(String(text), 40)} does not exist or is not written as one.`,
    remedy: 'Write it in quotes, as year, month and day: 2027-06-30.',
  });
}

/** The first instant of the day in that zone (an IANA name): midnight, or when clocks leave midnight out, the moment after the gap. */
export function startOfDay(day: Day, zone = 'UTC'): Instant {
  const midnight = Date.parse(`${parseDay(day)}T00:00:00Z`);
  return instantAt(firstOf(midnight, dayIn(zone)));
}

/** The instant at which the day is over in that zone: what lasts until a day counts before this instant. */
export function endOfDay(day: Day, zone = 'UTC'): Instant {
  const nextMidnight = Date.parse(`${parseDay(day)}T00:00:00Z`) + dayMs;
  return instantAt(firstOf(nextMidnight, dayIn(zone)));
}

/** No zone is further from UTC. */
const furthest = 16 * hourMs;

/** The first second at which the zone's calendar shows the day of this midnight in UTC, or one after it: found by halving. */
function firstOf(midnight: number, dayAt: (milliseconds: number) => number): number {
  let before = midnight - furthest;
  let after = midnight + furthest;
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (dayAt(middle) < midnight) before = middle;
    else after = middle;
  }
  return after;
}

/** The day that a zone's calendar shows at a moment, as its midnight in UTC. */
function dayIn(zone: string): (milliseconds: number) => number {
  const format = formatOf(zone);
  return (milliseconds) => {
    const fields = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(fields.get('year') ?? Number.NaN, (fields.get('month') ?? Number.NaN) - 1, fields.get('day'));
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
  } catch {
    const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
    throw new ProblemError({
      code: 'zone.unknown',
      message: `The time zone ${oneLine(zone, 40)} is not known.`,
      remedy: near === undefined ? 'Use an IANA name such as Europe/Berlin, or UTC.' : `Did you mean ${near}?`,
    });
  }
}

/** What is no instant must not pass for early or late: comparing it is an error. */
function millisecondsOf(instant: Instant): number {
  const milliseconds = epochOf(instant);
  if (Number.isNaN(milliseconds)) throw new TypeError(`${oneLine(instant, 40)} is not an instant`);
  return milliseconds;
}
