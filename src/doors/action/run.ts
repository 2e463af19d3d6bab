import { resolve } from 'node:path';
import { secretPrefix, shortestSecret } from '../../gates/engine/secrets.ts';
import { formatProblem, ProblemError } from '../../ground/problem.ts';
import { defuseCommands, oneLine } from '../../ground/text.ts';
import type { Io } from '../cli/io.ts';
import { readInputs } from './inputs.ts';
import { type Log, openLog } from './log.ts';
import { type Occasion, readOccasion } from './occasion.ts';
import type { Handing } from './tell.ts';
import { loadToolkit } from './toolkit.ts';

/** One step of a workflow, from its inputs to its exit code. It says what it is about before it loads what that needs. */
export async function runStep(io: Io, load: () => Promise<Handing> = loadToolkit): Promise<number> {
  const log = openLog((text) => io.stdout.write(text));
  try {
    const wanted = readInputs(io.env);
    hideSecrets(log, wanted.token, io.env);
    const occasion = await readOccasion(io.env);
    log.say(`Gonogo ${wanted.command}: ${titleOf(occasion)}`);
    const [{ judgeAndTell }, { openSources }, { isFolder }] = await Promise.all([
      import('./step.ts'),
      import('./sources.ts'),
      import('../cli/work-tree.ts'),
    ]);
    const root = resolve(io.env['GITHUB_WORKSPACE'] ?? io.cwd, wanted.folder);
    if (!(await isFolder(root))) throw noFolder(wanted.folder);
    const sources = openSources({ occasion, root, env: io.env, token: wanted.token, signal: io.signal });
    return await judgeAndTell({ wanted, sources, log, io, toolkit: load() });
  } catch (error) {
    return stop(error, log, io);
  } finally {
    log.resume();
  }
}

const longestTag = 200;

function titleOf({ event, pull, head, release }: Occasion): string {
  if (pull !== undefined) return `pull request #${pull.number} at ${pull.sha.slice(0, 12)}`;
  if (release !== undefined) return defuseCommands(`release ${oneLine(release.tag, longestTag)}`);
  return `${event} at ${head === undefined ? 'no commit' : head.slice(0, 12)}`;
}

/** The runner hides what comes from its own secrets; these may come from elsewhere. One of a few letters is lent to no gate. */
function hideSecrets(log: Log, token: string | undefined, env: Io['env']): void {
  const secrets = Object.entries(env).flatMap(([name, value = '']) =>
    name.toUpperCase().startsWith(secretPrefix) ? [value] : [],
  );
  for (const word of new Set([token ?? '', ...secrets])) if (word.length >= shortestSecret) log.command('add-mask', {}, word);
}

function noFolder(folder: string): ProblemError {
  return new ProblemError({
    code: 'action.no-folder',
    message: `the working-directory ${JSON.stringify(folder)} is not there`,
    remedy: 'Check out the repository before, or name the folder that the reports are in.',
  });
}

/** Nothing was judged: that is no success, whatever fail-on says. */
function stop(error: unknown, log: Log, io: Io): number {
  if (io.signal.aborted) {
    log.say('The run was cancelled: nothing was judged.');
    return 1;
  }
  for (const problem of problemsOf(error)) {
    log.say(formatProblem(problem));
    log.command('error', { title: 'Gonogo' }, defuseCommands(oneLine(`${problem.message} → ${problem.remedy}`, longestMessage)));
  }
  if (error instanceof Error && io.env['RUNNER_DEBUG'] === '1') log.say(error.stack ?? '');
  return 1;
}

const longestMessage = 1_000;

function problemsOf(error: unknown): ProblemError['problems'] {
  if (error instanceof ProblemError) return error.problems;
  const message = `nothing was judged, for a mistake in Gonogo: ${error instanceof Error ? error.message : String(error)}`;
  return [{ code: 'action.internal', message, remedy: 'Please report it; a debug run of the job says where.' }];
}
