import { ProblemError } from '../../ground/problem.ts';
import type { Entry } from '../outline.ts';
import { criteriaOf } from './fences.ts';
import { leafOf, type Scope } from './leaf.ts';
import { rowsOf, signersOf } from './tables.ts';
import type { Node } from './tree.ts';

/** The requirements in a fence or a table, under a heading or in a list. */
export function entriesOfBlock(node: Node, scope: Scope): Entry[] {
  const { file, problems } = scope.reading;
  const signers = node.type === 'table' && scope.phase === 'sign-off' ? signersOf(node) : [];
  if (signers.length > 0) {
    return signers.map(({ name, line }) => {
      const words = { text: `${name}: ____`, links: [], comments: [] };
      return leafOf({ form: 'row', words, line }, scope);
    });
  }
  if (node.type === 'table') {
    return rowsOf(node).map(({ title, links, comments, limits, cells, line }) => {
      const prose = cells.map(([name, text]) => (name === '' ? text : `${name}: ${text}`));
      return leafOf({ form: 'row', words: { text: title, links, comments }, limits, prose, line }, scope);
    });
  }
  try {
    return criteriaOf(node, file).map(({ title, line }) =>
      leafOf({ form: 'criterion', words: { text: title, links: [], comments: [] }, line }, scope),
    );
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
    return [];
  }
}
