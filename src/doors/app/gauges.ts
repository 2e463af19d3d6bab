import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Figures } from './figures.ts';
import type { Stats } from './rooms.ts';
import { inTime } from './waiting.ts';

export interface GaugeParts {
  readonly figures: Figures;
  readonly stats: () => Promise<Stats>;
  readonly requests: () => number;
  readonly now: () => number;
}

export interface Gauges {
  /** Everything, as of now. */
  readonly text: () => Promise<string>;
  readonly stop: () => void;
}

const statsMs = 2_000;
const nanosecondsPerSecond = 1e9;

export function createGauges({ figures, stats, requests, now }: GaugeParts): Gauges {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let known: Stats | undefined;
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    figures.gauge({ name: `gonogo_${name}`, help, read });
  gauge('store_up', 'Whether the store answered just now.', () => (known ? 1 : 0));
  gauge('deliveries_waiting', 'Deliveries on record that are not keyed yet.', () => known?.waiting);
  gauge('deliveries_parked', 'Deliveries that nobody can tell the meaning of.', () => known?.parked);
  gauge('installations_paused', 'Installations that the platform told us to leave alone for a while.', () => known?.paused);
  gauge('oldest_due_seconds', 'For how long the oldest task has been due; 0 when none is.', () => {
    if (!known) return undefined;
    return known.oldestDue === undefined ? 0 : Math.max(0, (now() - Date.parse(known.oldestDue)) / 1000);
  });
  gauge('requests_open', 'Requests that have not had their answer yet.', requests);
  gauge('event_loop_delay_seconds', 'The longest that anything had to wait since somebody looked last.', () => {
    const longest = delay.max / nanosecondsPerSecond;
    delay.reset();
    return longest;
  });
  gauge('process_resident_memory_bytes', 'Memory of this process.', () => process.memoryUsage.rss());
  gauge('process_heap_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
  gauge('process_cpu_seconds', 'Processor time of this process since it started.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('process_uptime_seconds', 'For how long this process has been running.', () => process.uptime());
  return {
    text: async () => {
      known = await inTime(stats(), statsMs).catch(() => undefined);
      return figures.text();
    },
    stop: () => delay.disable(),
  };
}
