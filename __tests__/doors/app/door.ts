// The App as a process, on rooms in memory that do as this environment says:
// STORE=fail|hang, INBOX=a file that outlives it, KEYS=no, WORK=slow, THROW=late.
import type { OpenRooms } from '../../../src/doors/app/rooms.ts';
import { run } from '../../../src/doors/app/run.ts';
import { fileInbox, MemoryInbox, nothing, quiet } from './memory.ts';

const { STORE, INBOX, KEYS, WORK, ...env } = process.env;

function inbox() {
  if (INBOX) return fileInbox(INBOX, KEYS !== 'no');
  const memory = new MemoryInbox();
  memory.before = (act) => {
    if (act !== 'accept') return undefined;
    if (STORE === 'fail') throw new Error('canary-of-the-store');
    return STORE === 'hang' ? new Promise(() => undefined) : undefined;
  };
  return memory;
}

const openRooms: OpenRooms = async ({ log }) => ({
  inbox: inbox(),
  keysFor: ({ payload, guid }) => {
    if (payload.includes('throw late')) setTimeout(() => void Promise.reject(new Error(`canary of ${guid}`)), 10);
    if (payload.includes('unkeyable')) throw new Error(`cannot key ${payload}`);
    return nothing;
  },
  askPlatform: () => Promise.resolve(),
  stats: () => Promise.resolve(quiet),
  startWork: () => ({
    stop: () => new Promise((resolve) => setTimeout(resolve, WORK === 'slow' ? 60_000 : 100)),
  }),
  close: async () => log.info('the store is closed'),
});

await run({ args: process.argv.slice(2), env, openRooms });
