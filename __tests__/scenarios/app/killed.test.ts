import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { hasServer, openStage, type StoreKind, setIn } from './stage.ts';

/** `npm run stories` has it killed at each of these requests, on both stores; `npm test` at some. */
const all = process.env['GONOGO_STORIES'] === 'all';
const server = await hasServer();
const stores: readonly StoreKind[] = server ? ['embedded', 'server'] : ['embedded'];
const steps = (store: StoreKind) => (all ? Array.from({ length: 26 }, (_, at) => at) : store === 'embedded' ? [3] : [14]);

const rhythm = 'settle=1,boardQuiet=1,boardLatest=3,retry=1,sweep=2,lookAgain=2,lease=6';

describe.each(stores)('killed and started again, store: %s', (store) => {
  test.each(steps(store))('at request %d: no tick is lost, there is one board, and it ends in green', async (step) => {
    const stage = await openStage({ store, rhythm });
    try {
      const story = setIn(stage, 'killed');
      const { sandbox, until } = story;
      const from = sandbox.journal.length;
      // Before it takes effect, or after: who asked never hears which.
      sandbox.faults.add({ does: step % 2 === 0 ? 'hang' : 'reset-after', after: step, times: 1 });
      const struck = () => sandbox.journal.slice(from).some(({ status }) => status === 'hang' || status === 'reset');
      const killing = (async () => {
        await until('the request was made', struck);
        await stage.kill();
        sandbox.faults.clear();
        await stage.start();
      })();
      const pull = await story.open();
      await story.hasBoard(pull);
      await sandbox.as('max').tick(pull, 'backups');
      await sandbox.as('ada').say(pull, '/gonogo tick docs');
      await sandbox.as('max').tick(pull, 'alerts');
      await story.says(pull, 'success');
      await story.shows(pull, 'alerts', 'backups', 'docs');
      // It may all have been over before that request came; then a push brings it.
      if (!struck()) await sandbox.as('wil').push(story.repo, 'next', { 'next.txt': 'newer\n' });
      await killing;
      await story.hasBoard(pull);
      expect(story.boards(pull)).toHaveLength(1);
      await story.shows(pull, 'alerts', 'backups', 'docs');
    } finally {
      await stage.close();
    }
  });
});
