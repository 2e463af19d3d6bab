import type { Progress } from '../../gates/engine/runner.ts';
import { foreign } from '../../views/sheet.ts';
import { type Io, isCi } from './io.ts';

export interface Live {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

const clear = '\r\u001B[2K';

/** One line that says what is running, for a person who waits; nothing in a log, where it could only be noise. */
export function liveProgress({ stderr, env }: Io): Live {
  if (stderr.isTTY !== true || isCi(env) || env['TERM'] === 'dumb') return { show: () => {}, end: () => {} };
  const running = new Map<string, string>();
  return {
    show: (progress) => {
      const { key, gate, target, done, total } = progress;
      if (progress.type === 'finished') running.delete(key);
      else running.set(key, target === undefined ? gate : `${gate} on ${target}`);
      const now = [...new Set(running.values())].map(foreign).join(', ');
      const line = `${done} of ${total} gates${now === '' ? '' : `, now ${now}`}`;
      stderr.write(clear + line.slice(0, (stderr.columns ?? 80) - 1));
    },
    end: () => stderr.write(clear),
  };
}
