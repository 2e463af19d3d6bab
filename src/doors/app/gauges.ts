import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Figures } from './figures.ts';
import type { Stats } from './rooms.ts';
import { inTime } from './waiting.ts';

export interface GaugeParts {
  readonly figures: Figures;
  readonly stats: () => Promise<Stats>;
  readonly requests: () => number;
}

export interface Gauges {
  /** Everything, as of now. */
  readonly text: () => Promise<string>;
  readonly stop: () => void;
}

const statsMs = 2_000;
const nanosecondsPerSecond = 1e9;

export function createGauges({ figures, stats, requests }: GaugeParts): Gauges {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let known: Stats | undefined;
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    figures.gauge({ name: `gonogo_${name}`, help, read });
  gauge('store_up', 'Whether the store answered just now.', () => (known ? 1 : 0));
  const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : milliseconds / 1000);
  gauge('deliveries_waiting', 'Deliveries on record that are not keyed yet.', () => known?.waiting);
  gauge('oldest_waiting_seconds', 'For how long the oldest of them has been waiting.', () => seconds(known?.oldestWaitingMs));
  gauge('deliveries_parked', 'Deliveries that nobody can tell the meaning of.', () => known?.parked);
  gauge('tasks_due', 'Tasks that are due and not at work.', () => known?.due);
  gauge('oldest_due_seconds', 'For how long the oldest of them has been due.', () => seconds(known?.oldestDueMs));
  gauge('tasks_held', 'Tasks at work, here and in other replicas.', () => known?.held);
  gauge('tasks_failing', 'Tasks that failed when they were last tried.', () => known?.failing);
  gauge(
    'installations_paused',
    'Installations that the platform told this process to leave alone for a while.',
    () => known?.paused,
  );
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
