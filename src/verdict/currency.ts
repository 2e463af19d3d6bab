import type { Item, OnPush } from '../checklist/model.ts';
import { compileGlobs } from '../ground/glob.ts';
import type { Statement } from '../ledger/statement.ts';
import type { Facts } from './facts.ts';

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
  const onChange = saidOnChange(statement, facts);
  if (onChange.is !== 'stale') return onChange;
  const onPush: OnPush = item.proof.by === 'sign-off' ? 'reset' : item.onPush;
  if (onPush === 'keep') return { is: 'kept', because: 'said on an earlier commit, and kept over a push' };
  if (onPush === 'reset') return stale('new commits came since');
  return changedWithin(statement, onPush.resetIfChanged, facts);
}

/** Said on this commit, this tree, or this very change of files. */
export function saidOnChange(statement: Statement, facts: Facts): Currency {
  if (statement.head === facts.head.sha) {
    return statement.tree === facts.head.tree
      ? current('said on this commit')
      : stale('its record names another tree for this commit');
  }
  const then = Object.hasOwn(facts.commits, statement.head) ? facts.commits[statement.head] : undefined;
  if (then !== undefined && then.tree !== statement.tree) return stale('its record names another tree for its commit');
  if (statement.tree === facts.head.tree) return current('said on another commit with the same files');
  if (then !== undefined && then.changeSet !== null && then.changeSet === facts.head.changeSet) {
    return current('said on another commit with the same change');
  }
  return stale('new commits came since');
}

/** Compares trees. What cannot be compared has changed. */
export function changedWithin(statement: Statement, globs: readonly string[], facts: Facts): Currency {
  if (statement.tree === facts.head.tree) return { is: 'kept', because: 'no file changed since' };
  const then = Object.hasOwn(facts.commits, statement.head) ? facts.commits[statement.head] : undefined;
  if (then === undefined || then.tree !== statement.tree || then.changedSince === null) {
    return stale('what changed since could not be established');
  }
  const path = then.changedSince.find(compileGlobs(globs));
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
