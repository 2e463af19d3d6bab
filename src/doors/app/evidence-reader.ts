import { Worker } from 'node:worker_threads';
import { messageOf, textOf } from '../../gates/engine/thrown.ts';
import type { EvidenceReading } from '../../reconcile/ports/reading.ts';
import { type Parcel, unpacked } from './evidence-parcel.ts';

export interface ReaderLimits {
  /** For one document: many times what the slowest within bounds takes. */
  readonly readMs: number;
  /**
   * Twice what the largest within bounds needs. It is those bounds that keep memory: where V8 meets this limit in the middle of one of its
   * own functions, it ends the whole process.
   */
  readonly heapMegabytes: number;
  /** After so long without a document the thread ends, and gives back what it has. */
  readonly restMs: number;
}

export const usualReaderLimits: ReaderLimits = { readMs: 20_000, heapMegabytes: 256, restMs: 60_000 };

/** For a thread to begin. */
const beginMs = 30_000;

export interface ReaderParts {
  /** A thread did not survive a document. */
  readonly onLost: (because: string) => void;
  readonly limits?: Partial<ReaderLimits>;
  /** What runs in it. */
  readonly thread?: URL;
}

/**
 * Reads foreign evidence in a thread of its own, which begins with the first document, has so much memory and no environment. Even a small
 * document can take long, so that none is read elsewhere. One after the other: who asks for many waits for each of them, so that everybody
 * else waits for one of theirs at most. What takes the thread too long or ends it is not readable, for good, and the next document gets a
 * new thread.
 */
export class EvidenceReader {
  readonly #limits: ReaderLimits;
  readonly #thread: URL;
  readonly #onLost: ReaderParts['onLost'];
  readonly #closing = Promise.withResolvers<never>();
  #isClosed = false;
  #line: Promise<unknown> = Promise.resolve();
  #worker: Worker | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor({ onLost, limits, thread = usualThread() }: ReaderParts) {
    this.#limits = { ...usualReaderLimits, ...limits };
    this.#thread = thread;
    this.#onLost = onLost;
    // Heard by whoever waits then, and perhaps nobody does.
    this.#closing.promise.catch(() => undefined);
  }

  async read(evidence: Uint8Array, artifact: string): Promise<EvidenceReading> {
    const reading = this.#line.then(() => this.#readInThread(evidence, artifact));
    this.#line = reading.catch(() => undefined);
    return Promise.race([reading, this.#closing.promise]);
  }

  /** What is not read by then fails, and is no answer: it is read another time. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#closing.reject(new Error('evidence is not read any more: the App ends'));
    await this.#end();
  }

  async #readInThread(evidence: Uint8Array, artifact: string): Promise<EvidenceReading> {
    if (this.#isClosed) return this.#closing.promise;
    clearTimeout(this.#resting);
    const worker = this.#worker ?? (await this.#start());
    worker.ref();
    const own = alone(evidence);
    worker.postMessage({ evidence: own, artifact }, [own.buffer]);
    const heard = await heardFrom<Parcel>(worker, this.#limits.readMs);
    // A thread that nobody asks anything keeps no process from ending.
    worker.unref();
    if (heard.lost === undefined) {
      this.#resting = setTimeout(() => void this.#end(), this.#limits.restMs).unref();
      return unpacked(heard.said);
    }
    if (this.#isClosed) return this.#closing.promise;
    this.#onLost(heard.lost);
    await this.#end();
    return { is: 'unreadable', because: heard.lost };
  }

  /** Where it cannot even begin, that says nothing of any document. */
  async #start(): Promise<Worker> {
    const { heapMegabytes: maxOldGenerationSizeMb } = this.#limits;
    const worker = new Worker(this.#thread, { env: {}, resourceLimits: { maxOldGenerationSizeMb } });
    this.#worker = worker;
    // Whoever asks hears of it as well; without this it would end the App.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    const { lost } = await heardFrom<'ready'>(worker, beginMs);
    if (lost === undefined) return worker;
    await this.#end();
    throw new Error(`the thread that reads evidence did not begin: it ${lost}`);
  }

  async #end(): Promise<void> {
    clearTimeout(this.#resting);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function usualThread(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './evidence-thread.ts' : './evidence-thread.mjs', import.meta.url);
}

/** Handed over as it is where nothing else lies beside it in memory: to copy ten megabytes is what a loop should not do. */
function alone(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isWhole ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

type Heard<T> = { readonly said: T; readonly lost?: undefined } | { readonly lost: string };

/** What the thread says next, or why it says nothing more, after "it ". */
function heardFrom<T extends Parcel | 'ready'>(worker: Worker, milliseconds: number): Promise<Heard<T>> {
  const { promise, resolve } = Promise.withResolvers<Heard<T>>();
  const onMessage = (said: T) => resolve({ said });
  const onError = (error: unknown) => resolve({ lost: whyEnded(error) });
  const onExit = () => resolve({ lost: 'ends whatever reads it' });
  worker.once('message', onMessage).once('error', onError).once('exit', onExit);
  const late = `takes longer to read than ${milliseconds / 1_000} seconds`;
  const timer = setTimeout(() => resolve({ lost: late }), milliseconds);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  });
}

function whyEnded(error: unknown): string {
  if (textOf(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY') return 'takes more memory to read than evidence may';
  return `cannot be read: ${messageOf(error)}`;
}
