// A job that calls another workflow.
import type { Execution, Level } from './execution.ts';
import { filled, filledText } from './expression/evaluate.ts';
import type { Context, Value } from './expression/values.ts';
import { problem } from './problem.ts';
import { type Fields, fields, isFields, type Texts, text } from './shape.ts';
import { permissionsFor, type Result, type RunJobs, type Wished } from './turn.ts';

export async function callWorkflow(
  execution: Execution,
  level: Level,
  { plan, scope, needs, context, runJobs }: Wished & { readonly runJobs: RunJobs },
): Promise<Result> {
  const called = level.loaded.calls.get(plan.uses ?? '');
  const where = `${level.loaded.workflow.path} jobs.${plan.id}`;
  if (called === undefined) throw problem(where, `there is no ${plan.uses}`);
  if (plan.matrix !== undefined) throw problem(where, 'the sandbox calls a workflow once, without a matrix');
  const wanted = called.workflow.on['workflow_call'] ?? {};
  const given = Object.fromEntries(
    Object.entries(plan.with).map(([name, each]): [string, Value] => [
      name,
      typeof each === 'string' ? filled(each, scope) : valueOf(each),
    ]),
  );
  const secretScope = { ...scope, contexts: { ...scope.contexts, secrets: { ...level.secrets }, needs: context } };
  const own =
    plan.secrets === 'inherit'
      ? level.secrets
      : Object.fromEntries(Object.entries(plan.secrets).map(([name, each]) => [name, filledText(each, secretScope)]));
  const inner: Level = {
    loaded: called,
    prefix: `${level.prefix}${plan.name ?? plan.id} / `,
    inputs: inputsFor(wanted, given, where),
    secrets: own,
    most: permissionsFor(level, plan),
  };
  const results = await runJobs(execution, inner);
  const all = [...results.values()];
  const is = (result: string) => all.some((each) => each.result === result);
  const result = is('failure')
    ? 'failure'
    : is('cancelled')
      ? 'cancelled'
      : all.every((each) => each.result === 'skipped')
        ? 'skipped'
        : 'success';
  const failed = result === 'failure' || [...needs.values()].some((each) => each.failed);
  return { result, outputs: outputsOf(wanted, results, inner), ran: all.some(({ ran }) => ran), failed };
}

function valueOf(value: unknown): Value {
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** What is asked for by name, with what stands for it where nothing is said. */
export function inputsFor(wanted: Fields, given: Context, where: string): Context {
  const declared = fields(wanted['inputs'], `${where}.inputs`);
  const strange = Object.keys(given).find((name) => !Object.hasOwn(declared, name));
  if (strange !== undefined)
    throw problem(where, `"${strange}" is no input of it; those are ${Object.keys(declared).join(', ') || 'none'}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]): [string, Value] => {
      const { type, default: usual, required } = isFields(input) ? input : {};
      const value = given[name];
      if (value === undefined && required === true && usual === undefined) throw problem(where, `input "${name}" is required`);
      if (value !== undefined) return [name, type === 'boolean' && typeof value === 'string' ? value === 'true' : value];
      if (typeof usual === 'boolean' || typeof usual === 'number') return [name, usual];
      return [name, text(usual, where) ?? (type === 'boolean' ? false : type === 'number' ? 0 : '')];
    }),
  );
}

function outputsOf(wanted: Fields, results: ReadonlyMap<string, Result>, { inputs }: Level): Texts {
  const jobs = Object.fromEntries([...results].map(([id, { result, outputs }]) => [id, { result, outputs: { ...outputs } }]));
  const status = { succeeded: true, failed: false, cancelled: false };
  const outputs = Object.entries(fields(wanted['outputs'], 'workflow_call.outputs'));
  return Object.fromEntries(
    outputs.map(([name, output]) => {
      const value = isFields(output) ? text(output['value'], name) : undefined;
      return [name, filledText(value ?? '', { contexts: { jobs, inputs }, status })];
    }),
  );
}
