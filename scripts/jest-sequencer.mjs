// The order in which files of tests run. What takes long comes first, so that no core is left alone with it at the end; by itself jest
// only knows how long a file took where it ran before, which in a clean clone is nowhere.
import Sequencer from '@jest/test-sequencer';

/** They start programs and wait for what these do: one after the other beside all that computes. In seconds. */
const waiting = {
  'scenarios/app/app': 45,
  'scenarios/journey/journey': 50,
  'scenarios/app/evidence': 40,
  'scenarios/policy/policy': 35,
  'scenarios/app/killed': 25,
  'scenarios/app/hanging': 24,
  'sandbox/page/pages.ship.browser': 25,
  'sandbox/page/pages.browser': 22,
  'scenarios/app/live': 8,
  'scenarios/policy/in-time': 6,
};

const computing = {
  'scenarios/action/action': 45,
  'doors/cli': 40,
  'scripts/build': 30,
  'doors/action/policy': 20,
  'doors/action/run': 15,
  'doors/app/run': 15,
  'gates/release-version': 17,
  'reconcile/work.failures': 20,
  'reconcile/work.crash': 18,
  'store/store.processes': 15,
  'doors/action/judged': 12,
  'doors/cli/check': 14,
  'ground/text': 14,
  'house/package': 13,
  'gates/health': 13,
  'doors/cli/process': 12,
  'scripts/launch': 12,
  'doors/app/wire': 12,
  'gates/probes/tls/scan': 12,
  'store/tasks/tasks': 12,
  'reconcile/evidence/take-in': 10,
  'verdict/judge.properties': 10,
  'doors/action/step': 10,
  'store/store': 10,
  'gates/reports/read.damage': 10,
  'github/platform.faults': 8,
  'store/ledger': 8,
  'scenarios/people/words': 8,
};

const usual = 0.5;
const nameOf = (path) => path.replaceAll('\\', '/').replace(/^.*\/__tests__\/|\.test\.ts$/g, '');

/** `tests` have paths, and milliseconds where they ran before; what nobody knows anything of keeps its order. */
export function inOrder(tests, workers) {
  const timed = tests.map((test) => {
    const name = nameOf(test.path);
    const seconds = test.duration === undefined ? (waiting[name] ?? computing[name] ?? usual) : test.duration / 1000;
    return { test, name, seconds };
  });
  const longest = timed.toSorted((a, b) => b.seconds - a.seconds);
  const lane = startsOf(
    longest.filter(({ name }) => Object.hasOwn(waiting, name)),
    1,
  );
  const others = startsOf(
    longest.filter(({ name }) => !Object.hasOwn(waiting, name)),
    Math.max(1, workers - 1),
  );
  return [...lane, ...others].toSorted((a, b) => a.start - b.start).map(({ test }) => test);
}

/** When each begins, where so many at once are worked through. */
function startsOf(timed, lanes) {
  let before = 0;
  return timed.map(({ test, seconds }) => {
    const start = before / lanes;
    before += seconds;
    return { test, start };
  });
}

/** Those of which it is said how long they take. */
export const named = [...Object.keys(waiting), ...Object.keys(computing)];

export default function sequencerOf(options) {
  const sequencer = new Sequencer(options);
  sequencer.sort = (tests) => {
    for (const test of tests) test.duration = sequencer.time(test);
    const sizeOf = ({ path, context }) => context.hasteFS.getSize(path) ?? 0;
    const largest = tests.toSorted((a, b) => sizeOf(b) - sizeOf(a));
    return inOrder(largest, options.globalConfig.maxWorkers);
  };
  return sequencer;
}
