import { fits } from '../gates/engine/validate.ts';
import { nearest, type Problem, ProblemError } from '../ground/problem.ts';
import { configSchema, type WrittenConfig } from './config-schema.ts';
import { problemAt, problemsOf } from './problems.ts';
import { profileNames } from './profiles.ts';
import { type Document, parseYaml, type SourceText } from './yaml.ts';

export const configFile = '.github/gonogo.yml';
const mostBytes = 64 * 1024;

/** `.github/gonogo.yml` as written and of the right shape; its meaning is checked when the policy is put together. */
export interface Config {
  readonly document: Document;
  readonly written: WrittenConfig;
  /** Paths of checklists from the root of the repository, and names of bundled profiles, in their order. */
  readonly checklists: readonly string[];
  /** The same of each component that has checklists of its own. */
  readonly components: { readonly [name: string]: readonly string[] };
  /** The repository with the baseline, when it extends one. */
  readonly extended?: string;
}

export interface ConfigOptions {
  /** Names of the bundled profiles; those that there are unless said. */
  readonly profiles?: readonly string[];
  /** What other repositories extend: it may leave the checklist to them. */
  readonly isBaseline?: boolean;
}

export function readConfig(source: SourceText, { profiles = profileNames, isBaseline = false }: ConfigOptions = {}): Config {
  const document = parseYaml(source, mostBytes);
  const { value: written } = document;
  if (!fits(configSchema, written)) throw new ProblemError(...problemsOf(configSchema, document));
  const { checklist, _extends: extended } = written;
  const own = Object.entries(written.components ?? {}).filter(([, said]) => said.checklist !== undefined);
  const problems = [
    ...wrongNames(checklist, 'checklist', profiles),
    ...own.flatMap(([name, said]) => wrongNames(said.checklist, `components.${name}.checklist`, profiles)),
  ].map(({ path, fault }) => problemAt(document, path, fault));
  if (checklist === undefined && extended === undefined && !isBaseline && own.length === 0) {
    problems.push(problemAt(document, '', withoutChecklist));
  }
  if (isBaseline && extended !== undefined) problems.push(problemAt(document, '_extends', twice));
  if (problems.length > 0) throw new ProblemError(...problems);
  return {
    document,
    written,
    checklists: listed(checklist),
    components: Object.fromEntries(own.map(([name, said]) => [name, listed(said.checklist)])),
    ...(extended !== undefined && { extended }),
  };
}

function listed(checklist: WrittenConfig['checklist']): readonly string[] {
  return typeof checklist === 'string' ? [checklist] : (checklist ?? []);
}

function wrongNames(checklist: WrittenConfig['checklist'], path: string, profiles: readonly string[]) {
  return listed(checklist).flatMap((name, index, all) => {
    const at = typeof checklist === 'string' ? path : `${path}.${index}`;
    if (!isPath(name) && !profiles.includes(name)) return [{ path: at, fault: noSuchProfile(name, profiles) }];
    return all.indexOf(name) < index ? [{ path: at, fault: namedTwice(name) }] : [];
  });
}

function namedTwice(name: string): Fault {
  const remedy = 'Keep it once; `components` is for parts that are asked the same.';
  return { code: 'config.checklist-twice', message: `the checklist ${name} is named twice`, remedy };
}

/** Whatever is no path is the name of a bundled profile. */
export function isPath(checklist: string): boolean {
  return checklist.includes('/') || /\.(ya?ml|md|markdown)$/i.test(checklist);
}

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

export function noSuchProfile(name: string, profiles: readonly string[] = profileNames): Fault {
  const meant = nearest(name, profiles);
  const hint = meant === undefined ? `There is ${profiles.join(', ') || 'none'}. ` : `Did you mean ${meant}? `;
  return {
    code: 'config.no-such-profile',
    message: `there is no bundled profile named ${name}`,
    remedy: `${hint}Name a checklist of your own by its path, such as .github/checklist.yml.`,
  };
}

const withoutChecklist: Fault = {
  code: 'checklist.required',
  message: 'the key "checklist" is missing',
  remedy: 'Name a checklist by its path, such as .github/checklist.yml.',
};

const twice: Fault = {
  code: 'config.baseline-extends',
  message: 'a baseline cannot extend another one',
  remedy: 'Write both into one.',
};
