import type { Database } from '../engine/database.ts';
import { wishChannel } from './wish.ts';

interface WakeOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** How often it is looked whether something is due that nobody told of. */
  readonly pollMs: number;
}

/** Tells who works on tasks that something may be due: at once, from another process, at its time, and now and then. */
export class Wake {
  readonly #options: WakeOptions;
  readonly #listeners = new Set<() => void>();
  readonly #poll: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #next = Number.POSITIVE_INFINITY;

  constructor(options: WakeOptions) {
    this.#options = options;
    options.database.listen(wishChannel, (text) => this.#hear(text));
    this.#poll = setInterval(() => void this.#look(), options.pollMs);
    this.#poll.unref();
  }

  on(wake: () => void): () => void {
    // A wrapper, so that one who listens twice is told twice and stops once.
    const told = () => wake();
    this.#listeners.add(told);
    void this.#look();
    return () => void this.#listeners.delete(told);
  }

  /** `due` in milliseconds since 1970. */
  at(due: number): void {
    const left = due - this.#options.now().getTime();
    if (left <= 0) return this.#fire();
    // What is further away is found by a poll.
    if (left > this.#options.pollMs || due >= this.#next) return;
    clearTimeout(this.#timer);
    this.#next = due;
    this.#timer = setTimeout(() => {
      this.#next = Number.POSITIVE_INFINITY;
      this.at(due);
      void this.#look();
    }, left);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#poll);
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #hear(text: string): void {
    if (/^\d+$/.test(text)) this.at(Number(text));
    else void this.#look();
  }

  #fire(): void {
    for (const told of this.#listeners) told();
  }

  async #look(): Promise<void> {
    if (this.#listeners.size === 0) return;
    try {
      const [row] = await this.#options.database.query<{ next: Date | null }>(`
        select least(
          (select min(due) from gonogo.tasks where lease_until is null and due is not null),
          (select min(background_due) from gonogo.tasks where lease_until is null and background_due is not null),
          (select min(lease_until) from gonogo.tasks where lease_until is not null)) as next`);
      if (row?.next) this.at(row.next.getTime());
    } catch {
      // The database is away; the next poll asks again.
    }
  }
}
