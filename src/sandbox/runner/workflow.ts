// The file of a workflow, read: what is in it that the sandbox does not know is a problem, never passed over.
import { parseDocument } from 'yaml';
import type { Permissions } from '../state/who.ts';
import { readPermissions } from './permissions.ts';
import { problem } from './problem.ts';
import { type Fields, fields, list, named, type Texts, text, texts } from './shape.ts';
import { readStep, type StepPlan } from './step-plan.ts';

export interface Defaults {
  readonly shell?: string;
  readonly workingDirectory?: string;
}

export interface JobPlan {
  readonly id: string;
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly if: string | undefined;
  readonly labels: readonly string[];
  readonly permissions: Permissions | undefined;
  readonly env: Texts;
  readonly outputs: Texts;
  readonly defaults: Defaults;
  /** Values by name, or an expression that gives them. */
  readonly matrix: unknown;
  readonly failFast: string;
  readonly continueOnError: string;
  readonly timeoutMinutes: string | undefined;
  readonly environment: string | undefined;
  readonly steps: readonly StepPlan[];
  /** Another workflow, in place of steps. */
  readonly uses: string | undefined;
  readonly with: Fields;
  readonly secrets: 'inherit' | Texts;
}

export interface Workflow {
  readonly path: string;
  readonly name: string;
  readonly runName: string | undefined;
  readonly on: Readonly<Record<string, Fields>>;
  readonly permissions: Permissions | undefined;
  readonly env: Texts;
  readonly defaults: Defaults;
  readonly jobs: readonly JobPlan[];
}

const keys = ['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs'];

export function readWorkflow(path: string, source: string): Workflow {
  const document = parseDocument(source, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw problem(path, `is no YAML: ${error.message.split('\n')[0]}`);
  const all = fields(document.toJS({ maxAliasCount: 100 }), path, keys);
  const jobs = Object.entries(fields(all['jobs'], `${path} jobs`)).map(([id, job]) => readJob(id, job, path));
  if (jobs.length === 0) throw problem(path, 'has no jobs');
  for (const { id, needs } of jobs) {
    const missing = needs.find((each) => !jobs.some((job) => job.id === each));
    if (missing !== undefined) throw problem(`${path} jobs.${id}.needs`, `there is no job "${missing}"`);
  }
  refuseCircles(path, jobs);
  return {
    path,
    name: text(all['name'], `${path} name`) ?? path,
    runName: text(all['run-name'], `${path} run-name`),
    on: readOn(all['on'], `${path} on`),
    permissions: readPermissions(all['permissions'], `${path} permissions`),
    env: named(all['env'], `${path} env`),
    defaults: readDefaults(all['defaults'], `${path} defaults`),
    jobs,
  };
}

function readOn(value: unknown, where: string): Record<string, Fields> {
  if (typeof value === 'string' || Array.isArray(value)) {
    return Object.fromEntries(texts(value, where).map((event) => [event, {}]));
  }
  const events = Object.entries(fields(value, where));
  if (events.length === 0) throw problem(where, 'names no event');
  return Object.fromEntries(
    events.map(([event, filters]) => [event, Array.isArray(filters) ? { list: filters } : fields(filters, `${where}.${event}`)]),
  );
}

function readDefaults(value: unknown, where: string): Defaults {
  const { run } = fields(value, where, ['run']);
  const found = fields(run, `${where}.run`, ['shell', 'working-directory']);
  const [shell, workingDirectory] = [text(found['shell'], where), text(found['working-directory'], where)];
  return { ...(shell !== undefined && { shell }), ...(workingDirectory !== undefined && { workingDirectory }) };
}

const jobKeys = (
  'name needs if runs-on permissions env outputs defaults strategy continue-on-error timeout-minutes environment concurrency steps ' +
  'uses with secrets'
).split(' ');

function readJob(id: string, value: unknown, path: string): JobPlan {
  const where = `${path} jobs.${id}`;
  const job = fields(value, where, jobKeys);
  const steps = list(job['steps'], `${where}.steps`).map((step, at) => readStep(step, `${where}.steps[${at}]`));
  const uses = text(job['uses'], `${where}.uses`);
  if (uses === undefined && steps.length === 0) throw problem(where, 'has neither steps nor a workflow that it uses');
  if (uses !== undefined && steps.length > 0) throw problem(where, 'has steps, and a workflow that it uses: one of them');
  const strategy = fields(job['strategy'], `${where}.strategy`, ['matrix', 'fail-fast', 'max-parallel']);
  const { secrets, environment } = job;
  return {
    id,
    name: text(job['name'], `${where}.name`),
    needs: texts(job['needs'], `${where}.needs`),
    if: text(job['if'], `${where}.if`),
    labels: labelsOf(job['runs-on'], where),
    permissions: readPermissions(job['permissions'], `${where}.permissions`),
    env: named(job['env'], `${where}.env`),
    outputs: named(job['outputs'], `${where}.outputs`),
    defaults: readDefaults(job['defaults'], `${where}.defaults`),
    matrix: strategy['matrix'],
    failFast: text(strategy['fail-fast'], where) ?? 'true',
    continueOnError: text(job['continue-on-error'], where) ?? 'false',
    timeoutMinutes: text(job['timeout-minutes'], where),
    environment: environmentIn(environment, `${where}.environment`),
    steps,
    uses,
    with: fields(job['with'], `${where}.with`),
    secrets: secrets === 'inherit' ? 'inherit' : named(secrets, `${where}.secrets`),
  };
}

function labelsOf(value: unknown, where: string): readonly string[] {
  const labels = typeof value === 'object' && value !== null && 'labels' in value ? value.labels : value;
  return texts(labels, `${where}.runs-on`);
}

function environmentIn(value: unknown, where: string): string | undefined {
  if (typeof value !== 'object' || value === null) return text(value, where);
  return text(fields(value, where, ['name', 'url', 'deployment'])['name'], where);
}

function refuseCircles(path: string, jobs: readonly JobPlan[]): void {
  const done = new Set<string>();
  for (let before = -1; before < done.size; ) {
    before = done.size;
    for (const { id, needs } of jobs) if (needs.every((each) => done.has(each))) done.add(id);
  }
  const stuck = jobs.filter(({ id }) => !done.has(id)).map(({ id }) => id);
  if (stuck.length > 0) throw problem(`${path} jobs`, `${stuck.join(', ')} need each other in a circle`);
}
