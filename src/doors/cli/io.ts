import { styleText } from 'node:util';
import type { Tone } from '../../views/marks.ts';
import type { Sheet } from '../../views/sheet.ts';

/** Where a command reads and writes; the process itself when people run it. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const styles = {
  good: ['green'],
  bad: ['red'],
  unsure: ['yellow'],
  todo: ['cyan'],
  muted: ['dim'],
  strong: ['bold'],
} as const satisfies { readonly [T in Tone]: readonly Parameters<typeof styleText>[0][] };

export type Painter = (tone: Tone, text: string) => string;

/** Colours only where a person looks and did not ask for none. */
export function painterFor({ stdout, env }: Io, wanted: boolean): Painter {
  const forced = env['FORCE_COLOR'];
  const isForced = forced !== undefined && forced !== '' && forced !== '0' && forced !== 'false';
  const isRefused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  if (!wanted || isRefused || !(isForced || stdout.isTTY === true)) return (_, text) => text;
  return (tone, text) => styleText([...styles[tone]], text, { validateStream: false });
}

/** Where nobody says how wide it is, such as in the log of a CI job, there is room for a long line. */
const unknownWidth = 100;

export function widthOf({ stdout, env }: Io): number {
  const named = Number(env['COLUMNS']);
  if (stdout.isTTY === true && stdout.columns !== undefined && stdout.columns > 0) return stdout.columns;
  return Number.isInteger(named) && named > 0 ? named : unknownWidth;
}

/** Longer lines are hard to read, however wide the window is; on shorter ones nothing has room. */
const [narrowest, widest] = [40, 120];

/** What a view is set on, as wide and as colourful as whoever reads it can have it. */
export function sheetFor(io: Io, { switches }: { readonly switches: ReadonlySet<string> }): Sheet {
  const width = Math.min(widest, Math.max(narrowest, widthOf(io)));
  return { width, paint: painterFor(io, !switches.has('no-color')) };
}

export function isCi(env: Io['env']): boolean {
  return (env['CI'] ?? '') !== '' && env['CI'] !== 'false';
}
