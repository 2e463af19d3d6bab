import { Worker } from 'node:worker_threads';
import { messageOf } from '../../gates/engine/thrown.ts';
import type { Database, Queries, Transaction } from './database.ts';
import { DatabaseError } from './failure.ts';
import type { Asked, Told as Sent, Setup } from './messages.ts';
import { runTransaction } from './transaction.ts';

interface Waiting {
  /** The rows are what who asked says they are, as with every client of a database. */
  readonly resolve: (rows: readonly never[]) => void;
  readonly reject: (error: Error) => void;
}

type Told = Exclude<Sent, { is: 'rows' }> | { readonly is: 'rows'; readonly id: number; readonly rows: readonly never[] };

type Question = Asked extends infer A ? (A extends Asked ? Omit<A, 'id'> : never) : never;

/** PGlite in a thread of its own. */
export async function openEmbedded(setup: Setup): Promise<Database & { readonly abandon: (because: Error) => void }> {
  const host = new Host(setup);
  await host.ask({ is: 'query', sql: 'select 1', values: [] });
  const query = async <R extends object>(sql: string, values: readonly unknown[] = []) =>
    host.ask<R>({ is: 'query', sql, values });
  return {
    query,
    transaction: (work) => transact(host, work),
    listen: (channel, told) => host.listen(channel, told),
    close: () => host.close(),
    abandon: (because) => host.end(because),
  };
}

async function transact<T>(host: Host, work: (queries: Transaction) => Promise<T>): Promise<T> {
  const transaction = host.begin();
  const query: Queries['query'] = (sql, values = []) => host.ask({ is: 'query', sql, values, transaction });
  const end = (commit: boolean) => host.ask({ is: 'end', transaction, commit });
  return runTransaction({ query, commit: () => end(true), rollback: () => end(false) }, work);
}

class Host {
  readonly #setup: Setup;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (text: string) => void>();
  #worker: Worker | undefined;
  #asked = 0;
  #begun = 0;
  #ended: Error | undefined;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  ask<R extends object>(question: Question): Promise<readonly R[]> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#worker ??= this.#start();
    const id = ++this.#asked;
    const { promise, resolve, reject } = Promise.withResolvers<readonly R[]>();
    this.#waiting.set(id, { resolve, reject });
    this.#worker.ref();
    this.#worker.postMessage({ ...question, id }, []);
    return promise;
  }

  /** Nobody waits for it: what comes next fails when it did. */
  begin(): number {
    const transaction = ++this.#begun;
    this.ask({ is: 'begin', transaction }).catch(() => undefined);
    return transaction;
  }

  listen(channel: string, told: (text: string) => void): void {
    this.#listeners.set(channel, told);
    this.ask({ is: 'listen', channel }).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    if (this.#worker) await this.ask({ is: 'close' }).catch(() => undefined);
    this.end(new Error('the store is closed'));
    await this.#worker?.terminate();
  }

  /** Nothing is asked of it any more. */
  end(because: Error): void {
    this.#ended ??= because;
    this.#fail(because);
    void this.#worker?.terminate();
  }

  /** A thread that broke is replaced by the next question: what was committed is in the folder. */
  #start(): Worker {
    const file = import.meta.url.endsWith('.ts') ? './host.ts' : './host.js';
    const worker = new Worker(new URL(file, import.meta.url), { workerData: this.#setup });
    worker.on('message', (told: Told) => this.#hear(told));
    worker.on('error', (error) => this.#lost(worker, new DatabaseError(messageOf(error), undefined)));
    worker.on('exit', () => this.#lost(worker, new Error('the thread of the database has ended')));
    return worker;
  }

  #hear(told: Told): void {
    if (told.is === 'notified') return this.#listeners.get(told.channel)?.(told.text);
    const waiting = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    // A database that nobody asks anything keeps no process from ending.
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (told.is === 'rows') waiting?.resolve(told.rows);
    else waiting?.reject(new DatabaseError(told.message, told.code));
  }

  #lost(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#fail(error);
    // Without a folder everything is gone with the thread, and an empty database must not pass for the one that was.
    if (this.#setup.folder === null) this.#ended ??= error;
    if (this.#ended) return;
    for (const [channel, told] of this.#listeners) {
      this.listen(channel, told);
      told('');
    }
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
