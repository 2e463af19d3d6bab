import type { Condition } from '../checklist/model.ts';
import { compileGlobs } from '../ground/glob.ts';
import type { Facts } from './facts.ts';

export interface Applies {
  readonly applies: boolean;
  /** Set when it does not apply, or when it applies only because nobody could tell. */
  readonly because?: string;
}

/** All fields must hold. A field that cannot be evaluated holds. */
export function evaluate(condition: Condition | undefined, facts: Facts): Applies {
  if (condition === undefined) return { applies: true };
  const fields = fieldsOf(condition, facts);
  const missing = fields.find((field) => field.holds === false);
  if (missing) return { applies: false, because: missing.otherwise };
  const unknown = fields.find((field) => field.holds === undefined);
  return unknown ? { applies: true, because: `${unknown.what} could not be established, so it applies` } : { applies: true };
}

interface Field {
  readonly what: string;
  /** Undefined: cannot be evaluated. */
  readonly holds: boolean | undefined;
  readonly otherwise: string;
}

function fieldsOf(condition: Condition, facts: Facts): Field[] {
  const { paths, labels, branch, base, author, environment, component } = condition;
  return [
    paths && asField('what changed', matches(paths, facts.changedPaths), `no changed file matches ${list(paths)}`),
    labels && asField('the labels', matches(labels, facts.labels), `it never had a label ${list(labels)}`),
    branch && asField('the branch', matches(branch, single(facts.branch)), `the branch is not ${list(branch)}`),
    base && asField('the base branch', matches(base, single(facts.base)), `the base branch is not ${list(base)}`),
    author &&
      asField(
        'the author',
        facts.authorKind === null ? undefined : author.includes(facts.authorKind),
        `the author is no ${list(author)}`,
      ),
    environment &&
      asField('the environment', matches(environment, single(facts.environment)), `the environment is not ${list(environment)}`),
    component && asField('the components', matches(component, facts.components), `it does not touch ${list(component)}`),
  ].filter((each) => each !== undefined);
}

function asField(what: string, holds: boolean | undefined, otherwise: string): Field {
  return { what, holds, otherwise };
}

function matches(globs: readonly string[], values: readonly string[] | null): boolean | undefined {
  const matcher = matcherOf(globs);
  return values === null || matcher === undefined ? undefined : values.some(matcher);
}

/** Nothing for globs that are none: the policy's reader refuses them, and a recording may hold anything. */
export function matcherOf(globs: readonly string[]): ((path: string) => boolean) | undefined {
  try {
    return compileGlobs(globs);
  } catch {
    return undefined;
  }
}

function single(value: string | null): string[] | null {
  return value === null ? null : [value];
}

function list(values: readonly string[]): string {
  return values.join(' or ');
}
