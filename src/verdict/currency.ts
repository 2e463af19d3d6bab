import type { Item, OnPush } from '../checklist/model.ts';
import type { Digest } from '../ground/json.ts';
import type { Statement } from '../ledger/statement.ts';
import { matcherOf } from './condition.ts';
import type { CommitFacts, Facts } from './facts.ts';

/**
 * Whether what was said still holds for the commit at hand. `current`: said on this change, `kept`: on an earlier one, and the item lets it
 * stay, `stale`: said of something else.
 */
export interface Currency {
  readonly is: 'current' | 'kept' | 'stale';
  readonly because: string;
}

export function currencyOf(statement: Statement, item: Item, facts: Facts): Currency {
  if (statement.itemDigest !== item.digest) return stale('the item was changed since');
  if (contradicts(statement, facts)) return stale('its record names another tree for its commit');
  const onChange = saidOnChange(statement, facts);
  if (onChange.is === 'current') return onChange;
  if (item.proof.by === 'sign-off' && item.proof.files !== undefined) return saidOfFiles(statement, item.proof.files, facts);
  const onPush: OnPush = item.proof.by === 'sign-off' ? 'reset' : item.onPush;
  if (onPush === 'keep') return { is: 'kept', because: 'said on an earlier commit, and kept over a push' };
  if (onPush === 'reset') return onChange;
  return changedWithin(statement, onPush.resetIfChanged, facts);
}

/** Said on this commit, this tree, or this very change of files. */
export function saidOnChange(statement: Statement, facts: Facts): Currency {
  if (contradicts(statement, facts)) return stale('its record names another tree for its commit');
  if (statement.head === facts.head.sha) return current('said on this commit');
  if (statement.tree === facts.head.tree) return current('said on another commit with the same files');
  const then = commitOf(statement, facts);
  if (then !== undefined && then.changeSet !== null && then.changeSet === facts.head.changeSet) {
    return current('said on another commit with the same change');
  }
  return stale('new commits came since');
}

/**
 * A signature is for all of a change and falls with every push. This one kind is for the files that releases are judged by, which rarely
 * change together with the rest: it is for exactly what these were made into, and asks again once one of them is made into something else.
 * The commit that was spoken of must be known to have made the same of them: that the item reads the same by now is not enough, for a
 * review may be heard after a push.
 */
function saidOfFiles(statement: Statement, files: Digest, facts: Facts): Currency {
  const then = commitOf(statement, facts)?.files ?? null;
  return then === files
    ? { is: 'kept', because: 'said on an earlier commit that made the same of these files' }
    : stale('the files that this is about were changed since, or what they were then could not be established');
}

/** A commit has one tree; a record that says otherwise is of something else. */
function contradicts(statement: Statement, facts: Facts): boolean {
  const tree = statement.head === facts.head.sha ? facts.head.tree : commitOf(statement, facts)?.tree;
  return tree !== undefined && tree !== statement.tree;
}

function commitOf(statement: Statement, facts: Facts): CommitFacts | undefined {
  return Object.hasOwn(facts.commits, statement.head) ? facts.commits[statement.head] : undefined;
}

/** Compares trees. What cannot be compared has changed. */
export function changedWithin(statement: Statement, globs: readonly string[], facts: Facts): Currency {
  const unknown = stale('what changed since could not be established');
  if (contradicts(statement, facts)) return unknown;
  if (statement.tree === facts.head.tree) return { is: 'kept', because: 'no file changed since' };
  const then = commitOf(statement, facts);
  const matcher = matcherOf(globs);
  if (then === undefined || then.changedSince === null || matcher === undefined) return unknown;
  const path = then.changedSince.find(matcher);
  return path === undefined
    ? { is: 'kept', because: 'none of the files it depends on changed since' }
    : stale(`${path} changed since`);
}

function current(because: string): Currency {
  return { is: 'current', because };
}

function stale(because: string): Currency {
  return { is: 'stale', because };
}
