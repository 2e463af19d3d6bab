import type { Client } from 'pg';

/** How long it may take until somebody notices that the other end has vanished, together with the time a query is given. */
const usualPingMs = 5_000;
const slowestMs = 5_000;

/**
 * One connection that hears notifications. It is asked for a sign of life every few seconds, because a connection whose other end has
 * vanished looks like one on which nothing happens, and made anew when it breaks; everybody is told then, since something may be missed.
 */
export class Listener {
  readonly #connect: () => Client;
  readonly #told = new Map<string, (text: string) => void>();
  readonly #pingMs: number;
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #delayMs = 100;

  constructor(connect: () => Client, pingMs: number = usualPingMs) {
    this.#connect = connect;
    this.#pingMs = pingMs;
  }

  listen(channel: string, told: (text: string) => void): void {
    this.#told.set(channel, told);
    if (this.#told.size === 1) void this.#open();
    else void this.#client?.query(`listen ${channel}`).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  async #open(): Promise<void> {
    const client = this.#connect();
    this.#client = client;
    client.on('error', () => this.#again(client));
    client.on('end', () => this.#again(client));
    client.on('notification', ({ channel, payload }) => this.#told.get(channel)?.(payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.#told.keys()) await client.query(`listen ${channel}`);
      this.#delayMs = 100;
      for (const told of this.#told.values()) told('');
      this.#ping(client);
    } catch {
      this.#again(client);
    }
  }

  #ping(client: Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.#ping(client),
        () => this.#again(client),
      );
    }, this.#pingMs);
  }

  #again(client: Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    // A half-open connection would be waited for to say goodbye.
    client.connection.stream.destroy();
    this.#timer = setTimeout(() => void this.#open(), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, slowestMs);
  }
}
