import { afterEach, describe, expect, test } from '@jest/globals';
import type { Platform } from '../../src/reconcile/ports/platform.ts';
import type { Held } from '../../src/reconcile/ports/store.ts';
import { runTask } from '../../src/reconcile/work.ts';
import type { PullRequest } from '../../src/sandbox/state/model.ts';
import { type Bed, openBed } from './bed.ts';

let bed: Bed | undefined;

afterEach(async () => {
  await bed?.close();
  bed = undefined;
});

type Step = 'before' | 'after';

/** A process that ends at its n-th step: each question to GitHub, each writing there, each commit. What it held is taken over. */
class Crash extends Error {}

const isWrite = ({ method, operation }: { readonly method: string; readonly operation: string }) =>
  method !== 'GET' && !operation.includes('graphql') && !operation.includes('access_tokens');

interface Rig {
  readonly steps: () => number;
  readonly work: () => Promise<void>;
}

/** The same work as that of the bed, by a process that dies once. */
function rig(here: Bed, at: number, when: Step, ending: 'crash' | 'steal'): Rig {
  let steps = 0;
  let isArmed = true;
  let isDead = false;
  let current: Held | undefined;
  let [from, writesBefore] = [0, 0];
  const passing = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Crash('dead');
    const isMine = isArmed && steps === at;
    steps += 1;
    if (!isMine) return work();
    isArmed = false;
    if (ending === 'steal') {
      if (current !== undefined) here.store.steal(current);
      writesBefore = here.sandbox.journal.slice(from).filter(isWrite).length;
      return work();
    }
    isDead = true;
    if (when === 'after') await work();
    throw new Crash('dead');
  };
  const platform = Object.fromEntries(
    Object.entries(here.platform).map(([name, call]: [string, (...of: unknown[]) => Promise<unknown>]) => [
      name,
      (...of: unknown[]) => passing(() => call(...of)),
    ]),
  ) as unknown as Platform;
  const world = { ...here.world, platform };
  const one = async (tookOver: boolean): Promise<boolean> => {
    await here.hear();
    const held = await here.store.tasks.claim();
    if (held === undefined) return false;
    current = held;
    const wrapped: Held = {
      ...held,
      tookOver,
      failures: tookOver ? held.failures + 1 : held.failures,
      write: (work) => passing(() => held.write(work)),
      done: (due) => passing(() => held.done(due)),
      failed: (because, due) => passing(() => held.failed(because, due)),
    };
    const wasArmed = isArmed;
    from = here.sandbox.journal.length;
    await runTask(wrapped, world);
    if (wasArmed && !isArmed) {
      if (ending === 'steal') expect(here.sandbox.journal.slice(from).filter(isWrite).slice(writesBefore)).toEqual([]);
      isDead = false;
      here.store.release(held);
      return one(true);
    }
    return true;
  };
  return {
    steps: () => steps,
    work: async () => {
      let count = 0;
      while (await one(false)) {
        count += 1;
        if (count > 300) throw new Error('It does not come to rest.');
      }
    },
  };
}

interface End {
  readonly check: string;
  readonly states: object;
  readonly boards: number;
  readonly replies: number[];
  readonly statements: string[];
}

function endOf(here: Bed, pull: PullRequest, asked: readonly number[]): End {
  return {
    check: here.check(pull.pull.headSha),
    states: here.states(pull),
    boards: here.boards(pull).length,
    replies: asked.map((id) => here.ours(pull).filter(({ body }) => body.includes(`gonogo-reply to=${id} `)).length),
    statements: here.store.statements().map(({ act, item, by }) => `${act} ${item} ${by.login}`),
  };
}

/** Opened, ticked, asked, turned green; one box cleared again, and a push. Returns what there is in the end, and whether it was ever wrong. */
async function story(at: number, when: Step, ending: 'crash' | 'steal') {
  const here = await openBed();
  bed = here;
  const { steps, work } = rig(here, at, when, ending);
  const pull = await here.release('next');
  const mustBlock = { is: true };
  const wrong: string[] = [];
  here.sandbox.world.listeners.push(({ event, about: { check_run: run } }) => {
    if (event === 'check_run' && run?.conclusion === 'success' && mustBlock.is) wrong.push(`green at step ${steps()}`);
  });
  const rest = async (...seconds: number[]) => {
    await work();
    for (const each of seconds) {
      here.clock.advance(each * 1_000);
      await work();
    }
  };
  await rest(5);
  await here.sandbox.as('max').tick(pull, 'backups');
  const status = await here.sandbox.as('max').say(pull, '/gonogo status');
  await rest(5);
  const ticked = await here.sandbox.as('max').say(pull, '/gonogo tick alerts');
  mustBlock.is = false;
  await rest(21, 30, 60);
  const wasGreen = here.check(pull.pull.headSha);
  mustBlock.is = true;
  await here.sandbox.as('wil').untick(pull, 'backups');
  await rest(5, 30, 60);
  const end = endOf(here, pull, [status.id, ticked.id]);
  const alarms = here.reports.filter(({ level, because }) => level === 'alarm' && because !== 'dead');
  await here.close();
  bed = undefined;
  return { end, wasGreen, wrong, steps: steps(), alarms };
}

describe('a process that ends at any step', () => {
  test.each([
    ['before', 'crash'],
    ['after', 'crash'],
    ['before', 'steal'],
  ] as const)('right %s it (%s): all ends as if it had not', async (when, ending) => {
    const whole = await story(-1, when, ending);
    expect(whole).toMatchObject({ wasGreen: 'success', wrong: [], alarms: [], end: { check: 'action_required', boards: 1 } });
    // Some steps are enough for one run; each kind begins at another one. All of them: `CRASH_STEP=1`.
    const stride = Number(process.env['CRASH_STEP'] ?? 9);
    const from = { before: 0, after: 3 }[when] + (ending === 'steal' ? 6 : 0);
    for (let at = from % stride; at < whole.steps; at += stride) {
      const { end, wasGreen, wrong, alarms } = await story(at, when, ending);
      expect({ at, end, wasGreen, wrong, alarms }).toEqual({ at, end: whole.end, wasGreen: 'success', wrong: [], alarms: [] });
    }
  });
});
