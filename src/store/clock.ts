import type { Database } from './engine/database.ts';

export interface Clock {
  readonly now: () => Date;
  readonly close: () => void;
}

const againMs = 60_000;

/** The clock of the server, so that replicas whose own clocks differ agree on whose lease has run out. */
export async function serverClock(database: Database): Promise<Clock> {
  let ahead = await measure(database);
  const again = async () => {
    ahead = await measure(database);
  };
  // While the server is away the last answer holds.
  const timer = setInterval(() => void again().catch(() => undefined), againMs);
  timer.unref();
  return { now: () => new Date(Date.now() + ahead), close: () => clearInterval(timer) };
}

async function measure({ query }: Database): Promise<number> {
  const before = Date.now();
  const [row] = await query<{ at: Date }>('select clock_timestamp() as at');
  const here = (before + Date.now()) / 2;
  return row === undefined ? 0 : row.at.getTime() - here;
}
