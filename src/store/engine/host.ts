// The thread of an embedded database. PGlite runs every query to its end on the thread that asks, so that one of its own keeps the
// others answering.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { messageOf, textOf } from '../../gates/engine/thrown.ts';
import type { Asked, Setup, Told } from './messages.ts';
import { syncLog } from './sync-log.ts';

const setup: Setup = workerData;
const port = parentPort;
if (port === null) throw new Error('the host of a database runs as a thread');

/** A transaction has the database for itself until it ends; whoever asks meanwhile waits in this line. */
let line: Promise<unknown> = Promise.resolve();

interface Begun {
  readonly transaction: number;
  readonly end: (how: 'commit' | 'rollback') => Promise<void>;
}

/** What is asked in a transaction may come before it could begin. */
const beginning = new Map<number, Promise<Begun>>();
let open: Begun | undefined;

const starting = PGlite.create(setup.folder === null ? {} : { dataDir: setup.folder });
const kept = setup.folder === null ? async () => undefined : syncLog(setup.folder);
// Told with the first question; without this it would end the thread before anybody hears why.
starting.catch(() => undefined);

function inLine<T>(work: () => Promise<T>): Promise<T> {
  const done = line.then(work);
  line = done.catch(() => undefined);
  return done;
}

function begin(transaction: number): Promise<Begun> {
  return new Promise((resolve, reject) => {
    void inLine(async () => {
      const database = await starting;
      await database.query('begin');
      await new Promise<void>((free) => {
        const end = async (how: 'commit' | 'rollback') => {
          open = undefined;
          clearTimeout(timer);
          try {
            await database.query(how);
          } finally {
            free();
          }
        };
        const timer = setTimeout(() => void end('rollback').catch(() => undefined), setup.transactionMs);
        open = { transaction, end };
        resolve(open);
      });
    }).catch(reject);
  });
}

async function begun(transaction: number): Promise<void> {
  const begins = begin(transaction);
  beginning.set(transaction, begins);
  await begins;
}

async function inside(transaction: number): Promise<Begun> {
  await beginning.get(transaction);
  if (open?.transaction !== transaction)
    throw new Error(`the transaction was rolled back: it took more than ${setup.transactionMs} ms`);
  return open;
}

async function finish({ transaction, commit }: { readonly transaction: number; readonly commit: boolean }): Promise<void> {
  try {
    await (await inside(transaction)).end(commit ? 'commit' : 'rollback');
  } finally {
    beginning.delete(transaction);
  }
}

async function answer(asked: Asked): Promise<readonly object[]> {
  const database = await starting;
  switch (asked.is) {
    case 'query': {
      if (asked.transaction !== undefined) {
        await inside(asked.transaction);
        return (await database.query<object>(asked.sql, [...asked.values])).rows;
      }
      const { rows } = await inLine(() => database.query<object>(asked.sql, [...asked.values]));
      if (!/^\s*select\b/i.test(asked.sql)) await kept();
      return rows;
    }
    case 'begin':
      await begun(asked.transaction);
      return [];
    case 'end':
      await finish(asked);
      if (asked.commit) await kept();
      return [];
    case 'listen':
      await inLine(() => database.listen(asked.channel, (text) => tell({ is: 'notified', channel: asked.channel, text })));
      return [];
    case 'close':
      await inLine(() => database.close());
      return [];
  }
}

function tell(told: Told): void {
  port?.postMessage(told);
}

port.on('message', (asked: Asked) => {
  answer(asked).then(
    (rows) => tell({ is: 'rows', id: asked.id, rows }),
    (error: unknown) => {
      const code = textOf(error, 'code');
      tell({ is: 'failed', id: asked.id, message: messageOf(error), ...(code === undefined ? {} : { code }) });
    },
  );
});
