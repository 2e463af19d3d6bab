import type { Io } from './cli/io.ts';

/** The Action. Everything else is loaded once it is known that there is something to do. */
export async function main(_argv: readonly string[], io: Io): Promise<number> {
  const { runStep } = await import('./action/run.ts');
  return runStep(io);
}

if (import.meta.main) {
  const { runAsProcess } = await import('./cli/process.ts');
  await runAsProcess(main);
}
