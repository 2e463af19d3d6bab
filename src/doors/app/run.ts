import { formatProblem, ProblemError } from '../../ground/problem.ts';
import { describeError } from './describe.ts';
import { createFigures } from './figures.ts';
import { exitCodes, liveUntilTold } from './life.ts';
import { createLog } from './log.ts';
import type { OpenRooms, Rooms } from './rooms.ts';
import { setUp } from './set-up.ts';
import { type Environment, hasNoApp, readSettings, readSetUp, type Settings } from './settings.ts';
import { startApp } from './start.ts';

export interface RunParts {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly openRooms: OpenRooms;
}

const help = `npm run app -- [--ephemeral]

  --ephemeral  the database may be in a folder that does not last: to try things out

Everything else comes from the environment and from .env: .env.example explains it.
Without an App in it, and in a terminal, this helps to register one.
`;

const say = (text: string) => process.stdout.write(text);

/** The App as a process, from its environment to its exit code. */
export async function run({ args, env, openRooms }: RunParts): Promise<void> {
  process.stdout.on('error', () => undefined);
  if (args.includes('--help')) {
    process.stdout.write(help);
    return;
  }
  try {
    if (hasNoApp(env) && process.stdout.isTTY) await setUp({ ...readSetUp(env), envFile: '.env', say });
    else await runWith(readSettings(env, args), openRooms);
  } catch (error) {
    process.exit(sayFailure(error));
  }
}

function sayFailure(error: unknown): number {
  if (!(error instanceof ProblemError)) {
    process.stderr.write(`It could not start: ${describeError(error)}\n`);
    return exitCodes.internal;
  }
  process.stderr.write(`${error.problems.map(formatProblem).join('\n')}\n`);
  const isSetting = error.problems.some(({ code }) => code !== 'app.listen' && code.startsWith('app.'));
  return isSetting ? exitCodes.settings : exitCodes.cannotStart;
}

async function runWith(settings: Settings, openRooms: OpenRooms): Promise<void> {
  const now = Date.now;
  const log = createLog({
    level: settings.logLevel,
    isPretty: process.stdout.isTTY,
    secrets: secretsIn(settings),
    write: say,
    now,
  });
  const figures = createFigures();
  // A new folder takes some seconds, in which nothing else is to be seen.
  log.info('opening the store');
  const rooms = await openRooms({ settings, log, figures, now });
  const running = await startApp({ settings, rooms, log, figures, now }).catch(async (error: unknown) => {
    await closed(rooms);
    throw error;
  });
  liveUntilTold({ drain: running.drain, log, exit: (code) => process.exit(code), signals: process });
  log.info('listening', { address: running.url });
}

/** The reason why it did not start is the one to tell. */
async function closed(rooms: Rooms): Promise<void> {
  await rooms.close().catch(() => undefined);
}

function secretsIn({ privateKey, webhookSecrets, metricsToken, database, reach }: Settings): readonly string[] {
  const password = 'url' in database ? new URL(database.url).password : '';
  return [
    privateKey,
    ...webhookSecrets,
    metricsToken ?? '',
    password,
    decoded(password),
    ...reach.lent.map(({ value }) => value),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
