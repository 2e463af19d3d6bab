// What Gonogo does, shown: a recorded release judged again, then this repository by its own checklist.
// Its answers are no failures of this command, so it ends well unless one of them could not be given.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** GO, WAITING or NO-GO, CANNOT TELL. */
const answers = [0, 1, 2];

function show(title, args) {
  process.stdout.write(`\n== ${title}\n   gonogo ${args.join(' ')}\n\n`);
  const { status } = spawnSync(process.execPath, ['src/doors/cli.ts', ...args], { cwd: root, stdio: 'inherit' });
  return answers.includes(status);
}

const shown = [
  show('A release that is half way, judged again from its recording', [
    'replay',
    '__tests__/scenarios/recorded/half-way/recording.json',
  ]),
  show('This repository, judged by its own checklist', ['check']),
];
process.stdout.write('\nNext: npm run -s gonogo -- --help, and README.md for a repository of your own.\n');
process.exitCode = shown.every(Boolean) ? 0 : 1;
