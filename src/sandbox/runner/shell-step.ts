import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filledText } from './expression/evaluate.ts';
import { problem } from './problem.ts';
import { runProgram } from './program.ts';
import type { StepWork } from './step-work.ts';

const shells: Readonly<Record<string, { readonly line: string; readonly ending: string }>> = {
  bash: { line: 'bash --noprofile --norc -eo pipefail {0}', ending: '.sh' },
  sh: { line: 'sh -e {0}', ending: '.sh' },
  python: { line: 'python3 {0}', ending: '.py' },
};
/** Where none is named, a pipe may fail unseen, as it may on GitHub. */
const usual = { line: 'bash -e {0}', ending: '.sh' };

export async function runShell(step: StepWork): Promise<number> {
  const { work, plan, output, env, scope, signal } = step;
  const { defaults } = work.plan;
  const outer = work.level.loaded.workflow.defaults;
  const script = filledText(plan.run ?? '', scope);
  const { line, ending } = shellOf(plan.shell ?? defaults.shell ?? outer.shell);
  const where = filledText(plan.workingDirectory ?? defaults.workingDirectory ?? outer.workingDirectory ?? '.', scope);
  const file = join(work.machine.temp, `${step.name}-${output.lines.length}${ending}`);
  writeFileSync(file, script.endsWith('\n') ? script : `${script}\n`);
  say(step, { script, line });
  const [program = 'bash', ...args] = line.split(/\s+/).map((part) => part.replace('{0}', file));
  const cwd = resolve(work.machine.workspace, where);
  const left = (group: number) => work.groups.add(group);
  const code = await runProgram({ file: program, args, cwd, env, line: output.line, signal, left });
  if (code !== 0 && !signal.aborted) output.report('error', `Process completed with exit code ${code}.`);
  return code;
}

function shellOf(name: string | undefined): { readonly line: string; readonly ending: string } {
  if (name === undefined) return usual;
  const known = Object.hasOwn(shells, name) ? shells[name] : undefined;
  if (known) return known;
  if (!name.includes('{0}')) throw problem('shell', `the sandbox has no "${name}"; it has ${Object.keys(shells).join(', ')}`);
  return { line: name, ending: '' };
}

/** What is run, before what it prints. */
function say({ work, output }: StepWork, { script, line }: { script: string; line: string }): void {
  const lines = script.trimEnd().split('\n');
  const head = [`##[group]Run ${lines[0] ?? ''}`, ...lines, `shell: ${line}`, '##[endgroup]'];
  for (const each of head) output.lines.push(work.masks.hide(each));
}
