import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PullRequest } from '../../src/sandbox/state/model.ts';
import { closePull, reopenPull } from '../../src/sandbox/state/pulls.ts';
import { type Bed, openBed } from './bed.ts';

const items = ['backups', 'alerts'];

/** What the people of this walk have said, as they know it themselves. */
interface Said {
  readonly ticked: Set<string>;
  isHeld: boolean;
  isOpen: boolean;
  pushes: number;
}

type Act = (bed: Bed, pull: PullRequest, said: Said) => Promise<void>;

/** Words reach us by an event or not at all, so that none of them is lost here; late, twice and in another order they may come. */
const shaking = { duplicate: 0.3, reorder: 0.4, delay: { chance: 0.3, mostMs: 5 } };
const losing = { ...shaking, drop: 0.5 };

async function say(bed: Bed, pull: PullRequest, words: string) {
  bed.sandbox.webhooks.shake(shaking);
  await bed.sandbox.as('ada').say(pull, words);
  bed.sandbox.webhooks.shake(losing);
}

/** Which boxes the page shows as ticked: nobody can flip one to where it is. */
function shownOn(bed: Bed, pull: PullRequest): string[] | undefined {
  const [board] = bed.boards(pull);
  return board && items.filter((item) => new RegExp(`^- \\[x\\].*gonogo:${item} `, 'm').test(board.body));
}

const box = (login: string, item: string, on: boolean): Act => {
  return async (bed, pull, { ticked }) => {
    const shown = shownOn(bed, pull);
    if (shown === undefined || shown.includes(item) === on) return;
    await bed.sandbox.as(login)[on ? 'tick' : 'untick'](pull, item);
    ticked[on ? 'add' : 'delete'](item);
  };
};

const command = (words: string, then: (said: Said) => void): Act => {
  return async (bed, pull, said) => {
    await say(bed, pull, words);
    then(said);
  };
};

const acts: Readonly<Record<string, Act>> = {
  'max ticks backups': box('max', 'backups', true),
  'max ticks alerts': box('max', 'alerts', true),
  'wil clears backups': box('wil', 'backups', false),
  'max clears alerts': box('max', 'alerts', false),
  'ada says tick both': command('/gonogo tick backups alerts', ({ ticked }) => void ticked.add('backups').add('alerts')),
  'ada says untick alerts': command('/gonogo untick alerts', ({ ticked }) => void ticked.delete('alerts')),
  'ada holds': command('/gonogo hold not now', (said) => void (said.isHeld = true)),
  'ada lets go': command('/gonogo release-hold', (said) => void (said.isHeld = false)),
  'wil pushes': async (bed, _pull, said) => {
    if (!said.isOpen) return;
    said.pushes += 1;
    await bed.sandbox.as('wil').push(bed.repo, 'next', { 'next.txt': `${said.pushes}\n` });
  },
  'wil closes it or opens it again': async (bed, pull, said) => {
    if (said.isOpen) closePull(bed.sandbox.world, pull, { sender: bed.person('wil') });
    else reopenPull(bed.sandbox.world, pull, bed.person('wil'));
    said.isOpen = !said.isOpen;
  },
  'we work': async (bed) => void (await bed.work()),
  'time goes by': async (bed) => void (await bed.later(25)),
};

async function walk(names: readonly string[]) {
  const bed = await openBed();
  try {
    const pull = await bed.release('next');
    await bed.work();
    const said: Said = { ticked: new Set(), isHeld: false, isOpen: true, pushes: 0 };
    const wrong: string[] = [];
    let doing = '';
    bed.sandbox.world.listeners.push(({ event, about: { check_run: run } }) => {
      if (event !== 'check_run' || run?.conclusion !== 'success') return;
      // A box that was cleared while its event got lost is seen in the last look before green; so is every word.
      if (said.isHeld || said.ticked.size < 2) wrong.push(`green with ${[...said.ticked].join(' ')} while ${doing}`);
    });
    bed.sandbox.webhooks.shake(losing);
    for (const name of names) {
      doing = name;
      bed.clock.advance(1_000);
      await acts[name]?.(bed, pull, said);
    }
    doing = 'the end';
    bed.sandbox.webhooks.shake({});
    if (!said.isOpen) reopenPull(bed.sandbox.world, pull, bed.person('wil'));
    bed.clock.advance(1_000);
    // Whoever is not the author has spoken of what it is now.
    await bed.sandbox.as('ada').say(pull, '/gonogo tick docs');
    await bed.sweep();
    for (const seconds of [15, 61, 30]) await bed.later(seconds);
    const states = bed.states(pull);
    const ticked = items.filter((item) => states[item] === 'ticked');
    return {
      ticked,
      shown: {
        check: bed.check(pull.pull.headSha),
        boards: bed.boards(pull).length,
        board: shownOn(bed, pull),
        wrong,
        alarms: bed.reports.filter(({ level }) => level === 'alarm').map(({ event }) => event),
      },
      said: items.filter((item) => said.ticked.has(item)),
      oracle: {
        check: ticked.length === items.length && !said.isHeld ? 'success' : 'action_required',
        boards: 1,
        board: ticked,
        wrong: [],
        alarms: [],
      },
    };
  } finally {
    await bed.close();
  }
}

test('whatever people do and whatever is lost, late, doubled or out of order: in the end it is as they said', async () => {
  const names = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 6, maxLength: 18 });
  const runs = Number(process.env['SHAKE_RUNS'] ?? 12);
  await fc.assert(
    fc.asyncProperty(names, async (walked) => {
      const { shown, oracle, ticked, said } = await walk(walked);
      expect(shown).toEqual(oracle);
      expect(said).toEqual(expect.arrayContaining(ticked));
      // A tick right after the same was cleared may have come from an old page: it is asked for again.
      if (!walked.some((name) => name.includes('clears'))) expect(ticked).toEqual(said);
    }),
    { numRuns: runs, seed: Number(process.env['SHAKE_SEED'] ?? 7), endOnFailure: false },
  );
});
