import type { Level, Log, Said } from './log.ts';

/** So often at most, for one kind of line. */
const everyMs = 60_000;

/**
 * For lines that a stranger can bring about at will: each kind is said once, and then once a minute with how often it happened meanwhile.
 * `kind` comes from a list in our code.
 */
export function calm(log: Log, now: () => number): (kind: string, line: { level: Level; message: string; said?: Said }) => void {
  const seen = new Map<string, { until: number; missed: number }>();
  return (kind, { level, message, said }) => {
    const last = seen.get(kind);
    if (last && now() < last.until) {
      last.missed += 1;
      return;
    }
    const times = 1 + (last?.missed ?? 0);
    seen.set(kind, { until: now() + everyMs, missed: 0 });
    log[level](message, times === 1 ? said : { ...said, times });
  };
}
