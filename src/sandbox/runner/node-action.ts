import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requestAddress } from '../results/identity.ts';
import { type Action, inputName } from './action-file.ts';
import type { JobWork } from './execution.ts';
import { filledText, holds } from './expression/evaluate.ts';
import { problem } from './problem.ts';
import { runProgram } from './program.ts';
import type { Texts } from './shape.ts';
import type { StepWork } from './step-work.ts';

/** What only actions get, not the scripts beside them. */
function actionsEnv({ execution: { world }, tokens }: JobWork): Texts {
  return {
    ACTIONS_RUNTIME_URL: `${world.origin}/`,
    ACTIONS_RUNTIME_TOKEN: tokens.runtime,
    ACTIONS_RESULTS_URL: `${world.origin}/`,
  };
}

/** Scripts may ask who they are, too. */
export function identityEnv({ execution: { world }, job, tokens }: JobWork): Texts {
  if (!tokens.mayIdentify) return {};
  return { ACTIONS_ID_TOKEN_REQUEST_URL: requestAddress(world, job.id), ACTIONS_ID_TOKEN_REQUEST_TOKEN: tokens.runtime };
}

export async function runNodeAction(step: StepWork, action: Action): Promise<number> {
  const { output, plan, inputs } = step;
  const strange = Object.keys(inputs).filter((name) => ![...action.inputs.keys()].some((each) => sameName(each, name)));
  if (strange.length > 0) {
    const valid = [...action.inputs.keys()].map((name) => `'${name}'`).join(', ');
    output.report('warning', `Unexpected input(s) ${strange.map((each) => `'${each}'`).join(', ')}, valid inputs are [${valid}]`);
  }
  say(step, `Run ${plan.uses ?? action.name}`);
  const env = inputsEnv(step, action);
  const { pre, post } = action;
  if (post !== undefined) {
    const act = async (after: StepWork) => {
      const saved = Object.fromEntries([...output.state].map(([name, value]) => [`STATE_${name}`, value]));
      return await start(after, { action, file: post, env: { ...env, ...saved } });
    };
    step.later({ title: `Post ${plan.name ?? `Run ${plan.uses ?? ''}`}`, if: action.postIf, act });
  }
  if (pre !== undefined && !(plan.uses ?? '').startsWith('./') && holds(action.preIf, step.scope)) {
    const code = await start(step, { action, file: pre, env });
    if (code !== 0) return code;
  }
  return await start(step, { action, file: action.main, env });
}

function sameName(a: string, b: string): boolean {
  return inputName(a) === inputName(b);
}

/** Defaults first. That an input is required is written down, and enforced by nobody. */
function inputsEnv({ inputs, scope }: StepWork, action: Action): Texts {
  const defaults = [...action.inputs].map(([name, value]): [string, string] => [
    inputName(name),
    value === undefined ? '' : filledText(value, scope),
  ]);
  const given = Object.entries(inputs).map(([name, value]): [string, string] => [inputName(name), value]);
  return Object.fromEntries([...defaults, ...given]);
}

interface Start {
  readonly action: Action;
  readonly file: string;
  readonly env: Texts;
}

async function start(step: StepWork, { action, file, env }: Start): Promise<number> {
  const { work, output, signal } = step;
  const program = join(action.folder, file);
  if (!existsSync(program)) throw problem(step.plan.uses ?? action.name, `there is no ${file} in ${action.folder}`);
  const all = { ...step.env, ...actionsEnv(work), ...env, GITHUB_ACTION_PATH: action.folder };
  const left = (group: number) => work.groups.add(group);
  const { workspace: cwd } = work.machine;
  return await runProgram({ file: process.execPath, args: [program], cwd, env: all, line: output.line, signal, left });
}

export function say({ work, output, inputs }: StepWork, title: string): void {
  const given = Object.entries(inputs).map(([name, value]) => `  ${name}: ${value}`);
  for (const each of [`##[group]${title}`, ...(given.length > 0 ? ['with:', ...given] : []), '##[endgroup]'])
    output.lines.push(...work.masks.hide(each).split('\n'));
}
