import { nearest, ProblemError } from '../../ground/problem.ts';

export interface Described {
  readonly description: string;
}

/** What a workflow may say in `with:`. action.yml and the docs are written out of this table. */
export const inputs = {
  command: {
    description: '`check` collects evidence for a commit, `verify` asks a live target whether the release is well.',
    default: 'check',
  },
  'fail-on': {
    description:
      'What fails the step: `cannot-tell` (what failed, and what nobody can tell), `failed` (only what failed), or `never`. It never changes what the App decides.',
    default: 'cannot-tell',
  },
  gates: {
    description: 'Only these gates, by id, separated by commas or spaces; all that the policy puts to use when empty.',
    default: '',
  },
  target: {
    description: 'For `verify`: names of targets in the policy, separated by commas or spaces; all of them when empty.',
    default: '',
  },
  tag: {
    description: 'For `verify`: the tag that was released, where the event does not name it.',
    default: '',
  },
  'working-directory': {
    description: 'The folder that reports are in, below the workspace: where the repository was checked out, if anywhere.',
    default: '.',
  },
  token: {
    description:
      'Reads the policy (`contents: read`) where the base commit is not in the checkout. Nothing is ever written with it.',
    default: '${{ github.token }}',
  },
  'retention-days': {
    description: 'How many days the artifact with the evidence is kept; as long as the repository says when empty.',
    default: '',
  },
  upload: {
    description: '`false` leaves the evidence as a file only, for a step that uploads it elsewhere.',
    default: 'true',
  },
} as const satisfies { readonly [name: string]: Described & { readonly default: string } };

export const outputs = {
  decision: {
    description: '`go`, `no-go` or `cannot-tell`: of what machines prove here, never of the whole release.',
  },
  headline: { description: 'The same in one line, for people.' },
  required: { description: 'How many required items a machine proves here.' },
  done: { description: 'How many of them are proved.' },
  failed: { description: 'How many of them failed.' },
  unclear: { description: 'How many of them nobody can tell.' },
  'policy-commit': { description: 'The commit whose configuration and checklists were used.' },
  evidence: { description: 'Path of the evidence.json that was written.' },
  artifact: { description: 'Name of the artifact that holds it; empty when nothing was uploaded.' },
  'artifact-id': { description: 'Its id.' },
  attested: { description: '`true` when GitHub vouches for the evidence (needs `id-token: write`).' },
} as const satisfies { readonly [name: string]: Described };

export type InputName = keyof typeof inputs;
export type OutputName = keyof typeof outputs;

export interface Wanted {
  readonly command: 'check' | 'verify';
  readonly failOn: 'cannot-tell' | 'failed' | 'never';
  readonly gates: readonly string[];
  readonly targets: readonly string[];
  readonly tag: string | undefined;
  readonly folder: string;
  readonly token: string | undefined;
  readonly retentionDays: number | undefined;
  readonly upload: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** What was asked for, or every problem in it. */
export function readInputs(env: Env): Wanted {
  const value = (name: InputName) => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim() || written(name);
  refuseUnknown(env);
  return {
    command: oneOf('command', value('command'), ['check', 'verify']),
    failOn: oneOf('fail-on', value('fail-on'), ['cannot-tell', 'failed', 'never']),
    gates: words(value('gates')),
    targets: words(value('target')),
    tag: value('tag') || undefined,
    folder: value('working-directory'),
    token: value('token') || undefined,
    retentionDays: days(value('retention-days')),
    upload: oneOf('upload', value('upload').toLowerCase(), ['true', 'false']) === 'true',
  };
}

/** The runner fills defaults in; one that is an expression is no value of its own. */
function written(name: InputName): string {
  const value = inputs[name].default;
  return value.startsWith('${{') ? '' : value;
}

/** The runner only warns of an input that is not known, and what somebody wanted with it would not happen. */
function refuseUnknown(env: Env): void {
  const known = Object.keys(inputs);
  const names = Object.keys(env)
    .filter((name) => name.startsWith('INPUT_'))
    .map((name) => name.slice('INPUT_'.length).toLowerCase());
  const strange = names.find((name) => !known.includes(name));
  if (strange === undefined) return;
  const meant = nearest(strange, known);
  throw wrong(`there is no input ${strange}`, meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean ${meant}?`);
}

function oneOf<const V extends string>(name: InputName, value: string, known: readonly V[]): V {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw wrong(`the input ${name} is ${JSON.stringify(value)}`, `It is one of ${known.join(', ')}.`);
}

function words(value: string): string[] {
  return [...new Set(value.split(/[\s,]+/).filter((word) => word !== ''))];
}

function days(value: string): number | undefined {
  if (value === '') return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 400) return number;
  throw wrong(`the input retention-days is ${JSON.stringify(value)}`, 'Write a whole number of days, from 1 to 400.');
}

function wrong(message: string, remedy: string): ProblemError {
  return new ProblemError({ code: 'action.input', message, remedy: `${remedy} It stands under with: in the workflow.` });
}
