import type { Problem } from '../../ground/problem.ts';
import type { Comment } from './inline.ts';

const radio = /^\s*(?:checkmate\s+select\s*=|radio\b|select\s*=\s*\d|task-radio\b)/i;
const ignored = /^\s*(?:ignore-task-list|task-list-ignore|ignore-tasks?)-?(?:start|begin)\b/i;

/** What other tools read into comments and this one does not: said, and never half obeyed. */
export function foreignProblems(comments: readonly Comment[], file: string): { problems: Problem[]; notes: Problem[] } {
  const found = (pattern: RegExp) => comments.filter(({ text }) => pattern.test(text));
  return {
    problems: found(radio).map(({ line }) => ({
      code: 'markdown.radio',
      message: 'groups of boxes of which one is chosen are not supported',
      remedy: 'Make one item of the group and its choices plain lines below it, then delete this comment.',
      file,
      line,
    })),
    notes: found(ignored).map(({ line }) => ({
      code: 'markdown.ignore-region',
      message: 'regions in which boxes are ignored are not supported; every box is asked for',
      remedy: 'Take the boxes out of the list, or make them `level: may`.',
      file,
      line,
    })),
  };
}
