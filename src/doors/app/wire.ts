import { keysFor } from '../../github/keys.ts';
import { createPlatform } from '../../github/platform.ts';
import { Policies } from '../../reconcile/policy/policies.ts';
import { Requirements } from '../../reconcile/policy/requirements.ts';
import type { Platform } from '../../reconcile/ports/platform.ts';
import type { Shared } from '../../reconcile/ports/shared.ts';
import { type Ended, quickKinds, slowKinds, Work } from '../../reconcile/work.ts';
import type { Report, World } from '../../reconcile/world.ts';
import { type OpenStore, openStore } from '../../store/store.ts';
import { readProfile } from '../cli/bundled.ts';
import { readCatalogueFor } from '../cli/catalogue.ts';
import { counted } from './counted.ts';
import { EvidenceReader } from './evidence-reader.ts';
import type { Log } from './log.ts';
import { notePauses } from './pauses.ts';
import { createReach } from './reach.ts';
import type { RoomParts, Rooms, Stats } from './rooms.ts';
import type { Settings } from './settings.ts';
import { workOnceKnown } from './working.ts';

const sweepMs = 6 * 3_600_000;
/** That one request to GitHub may take. */
const longestMs = 8_000;

/** The rooms as they are: this store, this GitHub, this work. */
export async function openRooms({ settings, log, figures, now }: RoomParts): Promise<Rooms> {
  const { appId, privateKey, concurrency, collecting, rhythm } = settings;
  const leaseMs = rhythm.lease * 1_000;
  const store = await openStore(whereOf(settings), { secret: privateKey, leaseMs });
  const pauses = notePauses(store, now);
  const platform = counted(platformFor(settings, pauses.shared), figures);
  const policies = new Policies({ platform, bundled: { profile: readProfile, catalogueFor: readCatalogueFor }, now });
  const requirements = new Requirements({ platform, now });
  const ending = new AbortController();
  const reader = new EvidenceReader({ onLost: (reason) => log.warn('evidence ended the thread that read it', { reason }) });
  const sweeping = setInterval(() => void sweep(store, log, now), sweepMs).unref();
  const world: Omit<World, 'me'> = {
    store,
    platform,
    policies,
    requirements,
    reach: createReach(settings.reach, ending.signal),
    readEvidence: (evidence, artifact) => reader.read(evidence, artifact),
    now: () => new Date(now()).toISOString(),
    rhythm,
    report: (report) => say(log, report),
  };
  return {
    inbox: store.inbox,
    keysFor: (delivery, payload) => keysFor(delivery, { appId, payload }),
    askPlatform: () => platform.installations(),
    stats: async () => statsOf(await store.stats(), pauses.count()),
    startWork: () =>
      workOnceKnown({
        me: platform.me,
        log,
        start: async (me) => {
          await store.tasks.want([{ kind: 'app', key: 'app', installation: 0, due: world.now(), isBackground: true }]);
          const onEnd = ({ kind, outcome }: Ended) => figures.task(kind, outcome);
          const quick = new Work({ ...world, me }, { concurrency, kinds: quickKinds, onEnd });
          const mostOfOne = Math.ceil(collecting / 2);
          const slow = new Work({ ...world, me }, { concurrency: collecting, kinds: slowKinds, mostOfOne, onEnd });
          return {
            stop: async () => {
              // Nobody waits for an address that may not answer for minutes: it is asked again.
              ending.abort();
              await Promise.all([quick.stop(), slow.stop()]);
            },
          };
        },
      }),
    close: async () => {
      clearInterval(sweeping);
      await reader.close();
      await store.close();
    },
  };
}

function platformFor({ appId, privateKey, apiUrl: baseUrl, issuer, rhythm }: Settings, shared: Shared): Platform {
  const timeoutMs = Math.min(longestMs, (rhythm.lease * 1_000) / 4);
  return createPlatform({ baseUrl, appId, privateKey, shared, timeoutMs, ...(issuer !== undefined && { issuer }) });
}

function whereOf({ database }: Settings): Parameters<typeof openStore>[0] {
  return 'url' in database ? { url: database.url } : { folder: database.folder, ephemeral: database.isEphemeral };
}

function statsOf({ deliveries, tasks }: Awaited<ReturnType<OpenStore['stats']>>, paused: number): Stats {
  const { waiting, oldestWaitingMs, parked } = deliveries;
  const { due, oldestDueMs, held, failing } = tasks;
  return { waiting, oldestWaitingMs, parked, due, oldestDueMs, held, failing, paused };
}

/** What went wrong in a way nobody foresaw may quote what it choked on; the store keeps it with the task. */
function say(log: Log, { level, event, about, because }: Report): void {
  const said = { task: about, ...(because === undefined || level === 'alarm' ? {} : { reason: because }) };
  log[level === 'alarm' ? 'error' : level](event, said);
}

async function sweep(store: OpenStore, log: Log, now: () => number): Promise<void> {
  try {
    const gone = Object.values(await store.sweep(new Date(now())));
    log.info('what is old was forgotten', { count: gone.reduce((sum, rows) => sum + rows, 0) });
  } catch (error) {
    log.error('what is old could not be forgotten', { error });
  }
}
