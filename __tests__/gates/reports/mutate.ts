import { gzipSync } from 'node:zlib';

export interface Mutant {
  /** What was done, for the message of a test that fails. */
  readonly what: string;
  readonly bytes: Uint8Array;
  /** No key has become another one: a reader that does not know a key has to pass over it. */
  readonly keepsKeys: boolean;
}

/** `GONOGO_MUTANTS=5000` tries them all; by default so many that the suite stays quick. */
const count = Number(process.env['GONOGO_MUTANTS'] ?? 150);

/** Reports that were cut, swapped, nested, blown up or written in another encoding: the same ones in every run. */
export function* mutantsOf(report: string, howMany = count): Generator<Mutant> {
  for (let seed = 1; seed <= howMany; seed++) {
    const random = randomFrom(seed);
    const [what, mutate] = pick(kinds, random);
    const made = mutate(report, random);
    const keepsKeys = !what.startsWith('a piece');
    yield { what: `${what} (${seed})`, keepsKeys, bytes: typeof made === 'string' ? new TextEncoder().encode(made) : made };
  }
}

type Random = (below: number) => number;
type Mutate = (report: string, random: Random) => string | Uint8Array;

const kinds: readonly (readonly [string, Mutate])[] = [
  ['cut', (report, random) => report.slice(0, random(report.length))],
  [
    'a piece taken out',
    (report, random) => {
      const from = random(report.length);
      return report.slice(0, from) + report.slice(from + 1 + random(40));
    },
  ],
  [
    'a piece doubled',
    (report, random) => {
      const from = random(report.length);
      return report.slice(0, from) + report.slice(from, from + 1 + random(60)) + report.slice(from);
    },
  ],
  ['a value swapped', (report, random) => replaced(report, random, [value, pick(others, random)])],
  ['nested', (report, random) => replaced(report, random, [value, nested(random)])],
  ['a huge number', (report, random) => replaced(report, random, [number, pick(numbers, random)])],
  ['written otherwise', (report, random) => pick(encodings, random)(report, random)],
];

const value = /(?<==|[:,[]\s*)(?:"(?:[^"\\\n]|\\.)*"(?!\s*:)|-?\d[\d.eE+-]*|true|false|null)/g;
const number = /(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])/g;
const others = ['null', 'true', '0', '-1', '""', '"x"', '[]', '{}', '[null]', '[[]]', '{"a": 1}', '["critical"]'];
const numbers = ['1e999', '-1', '1e308', '99999999999999999999', '0.5', 'NaN', '-0', '9007199254740993', '00', '1_000'];

const encodings: readonly Mutate[] = [
  (report) => Buffer.from(`\uFEFF${report}`, 'utf16le'),
  (report) => Buffer.from(report, 'utf16le'),
  (report) => Buffer.from(`\uFEFF${report}`, 'utf16le').swap16(),
  (report) => `\uFEFF\uFEFF${report}`,
  (report) => Buffer.from(`${report}é`, 'latin1'),
  (report) => gzipSync(report),
  (report) => gzipSync(report).subarray(0, -12),
  (report) => report.replaceAll('\n', '\r\n'),
  (report) => report.replaceAll('\n', '\r'),
  (report) => `${report}\0`,
  (report) => `[0000] WARN something\n${report}`,
  (report) => `${report}\n[0019] ERROR something`,
  (report) => `${report}${report}`,
];

/** One of the places that a pattern finds becomes something else. */
function replaced(report: string, random: Random, [pattern, other]: readonly [RegExp, string]): string {
  const places = [...report.matchAll(pattern)];
  const place = places[random(places.length)];
  if (place === undefined) return `${report}${other}`;
  return report.slice(0, place.index) + other + report.slice(place.index + place[0].length);
}

function nested(random: Random): string {
  const depth = pick([3, 90, 101, 5000], random);
  const [open, close] = pick([['[', ']'] as const, ['{"a":', '}'] as const], random);
  return open.repeat(depth) + (random(2) === 0 ? '1' : 'null') + close.repeat(depth);
}

function pick<T>(from: readonly T[], random: Random): T {
  const picked = from[random(from.length)];
  if (picked === undefined) throw new Error('there is nothing to pick from');
  return picked;
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed * 0x9e3779b1;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}
