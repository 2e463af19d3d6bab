// One command of the command line, as a process would run it.
import { main } from '../../../src/doors/cli.ts';
import { quiet } from '../child.ts';
import { fakeIo } from '../fake-io.ts';

export async function ask(cwd: string, ...args: readonly string[]) {
  const io = fakeIo({ cwd, env: { ...quiet, COLUMNS: '80' } });
  const code = await main(args, io);
  return { code, out: io.out(), err: io.err() };
}

export async function askJson(cwd: string, ...args: readonly string[]) {
  const { code, out } = await ask(cwd, ...args, '--json');
  return { code, json: JSON.parse(out) as unknown };
}
