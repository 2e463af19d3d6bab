import { ProblemError } from '../ground/problem.ts';
import { type Asked, readArguments } from './cli/arguments.ts';
import { isCommand } from './cli/commands.ts';
import { type ExitCode, exitCodes } from './cli/exit.ts';
import { sayFailure } from './cli/failure.ts';
import type { Io } from './cli/io.ts';

/** The command line. Each command is loaded when it is asked for, so that none waits for what another one needs. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(readArguments(argv), io);
  } catch (error) {
    return sayFailure(error, io);
  }
}

async function run(asked: Asked, io: Io): Promise<ExitCode> {
  switch (asked.command) {
    case 'check': {
      const { check } = await import('./cli/check.ts');
      return check(asked, io);
    }
    case 'replay': {
      const { replay } = await import('./cli/replay.ts');
      return replay(asked, io);
    }
    case 'lint': {
      const { lint } = await import('./cli/lint.ts');
      return lint(asked, io);
    }
    case 'show': {
      const { show } = await import('./cli/show.ts');
      return show(asked, io);
    }
    case 'explain': {
      const { explain } = await import('./cli/explain.ts');
      return explain(asked, io);
    }
    case 'read': {
      const { read } = await import('./cli/read.ts');
      return read(asked, io);
    }
    case 'probe': {
      const { probe } = await import('./cli/probe.ts');
      return probe(asked, io);
    }
    case 'doctor': {
      const { doctor } = await import('./cli/doctor.ts');
      return doctor(asked, io);
    }
    case 'help':
      return help(asked.operands[0], io);
    case 'version': {
      const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
      io.stdout.write(`${manifest.version}\n`);
      return exitCodes.go;
    }
  }
}

async function help(topic: string | undefined, io: Io): Promise<ExitCode> {
  const { helpText } = await import('./cli/help.ts');
  if (topic !== undefined && !isCommand(topic)) {
    throw new ProblemError({
      code: 'cli.usage',
      message: `there is no command ${topic}`,
      remedy: 'gonogo --help lists what there is.',
    });
  }
  io.stdout.write(helpText(topic));
  return exitCodes.go;
}

if (import.meta.main) {
  const { runAsProcess } = await import('./cli/process.ts');
  await runAsProcess(main);
}
