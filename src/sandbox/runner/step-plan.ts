import { problem } from './problem.ts';
import { fields, named, type Texts, text } from './shape.ts';

export interface StepPlan {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly if: string | undefined;
  readonly run: string | undefined;
  readonly uses: string | undefined;
  readonly with: Texts;
  readonly env: Texts;
  readonly shell: string | undefined;
  readonly workingDirectory: string | undefined;
  readonly continueOnError: string;
  readonly timeoutMinutes: string | undefined;
}

const keys = 'id name if run uses with env shell working-directory continue-on-error timeout-minutes'.split(' ');

export function readStep(value: unknown, where: string): StepPlan {
  const step = fields(value, where, keys);
  const [run, uses] = [text(step['run'], `${where}.run`), text(step['uses'], `${where}.uses`)];
  if ((run === undefined) === (uses === undefined)) throw problem(where, 'has either run or uses');
  return {
    id: text(step['id'], `${where}.id`),
    name: text(step['name'], `${where}.name`),
    if: text(step['if'], `${where}.if`),
    run,
    uses,
    with: named(step['with'], `${where}.with`),
    env: named(step['env'], `${where}.env`),
    shell: text(step['shell'], `${where}.shell`),
    workingDirectory: text(step['working-directory'], `${where}.working-directory`),
    continueOnError: text(step['continue-on-error'], where) ?? 'false',
    timeoutMinutes: text(step['timeout-minutes'], where),
  };
}

/** What it is called in the list of steps, before what is said in expressions is known. */
export function titleOf({ name, run, uses }: StepPlan): string {
  return name ?? `Run ${uses ?? run?.trim().split('\n')[0] ?? ''}`;
}
