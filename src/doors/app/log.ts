import { oneLine } from '../../ground/text.ts';
import { describeError } from './describe.ts';
import { redactor } from './redact.ts';

export const levels = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

/** All that a line may carry beside its words: names, numbers and what was thrown, never what somebody wrote. */
export interface Said {
  readonly delivery?: string;
  readonly event?: string;
  readonly subject?: string;
  readonly task?: string;
  readonly installation?: number;
  readonly operation?: string;
  readonly reason?: string;
  readonly address?: string;
  readonly signal?: string;
  readonly code?: string;
  readonly remedy?: string;
  readonly times?: number;
  readonly count?: number;
  readonly ms?: number;
  readonly error?: unknown;
}

export type Log = { readonly [L in Level]: (message: string, said?: Said) => void };

export interface LogOptions {
  readonly level: Level;
  /** For people at a terminal; else a line is one JSON object. */
  readonly isPretty: boolean;
  readonly secrets: readonly string[];
  readonly write: (text: string) => unknown;
  readonly now: () => number;
}

/** Longer than any name of ours, shorter than anything worth stealing a log for. */
const longest = 500;

export function createLog({ level, isPretty, secrets, write, now }: LogOptions): Log {
  const redact = redactor(secrets);
  const clean = (text: string) => oneLine(redact(text), longest);
  const say =
    (at: Level) =>
    (message: string, said: Said = {}) => {
      if (levels.indexOf(at) < levels.indexOf(level)) return;
      const fields = Object.entries(said)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]): [string, string | number] => {
          if (name === 'error') return [name, clean(describeError(value))];
          return [name, typeof value === 'number' ? value : clean(String(value))];
        });
      const time = new Date(now()).toISOString();
      if (!isPretty) write(`${JSON.stringify({ time, level: at, message: clean(message), ...Object.fromEntries(fields) })}\n`);
      else write(`${[time.slice(11, 19), at.padEnd(5), clean(message), ...fields.map((pair) => pair.join('='))].join(' ')}\n`);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}
