import { ProblemError, problemsIn } from '../ground/problem.ts';
import type { Outline, Outlines } from './outline.ts';
import { readChecklist } from './written.ts';
import type { SourceText } from './yaml.ts';

/** A checklist in whatever format its file name says. The reader of Markdown is heavy, and is loaded only where there is some. */
export async function readOutline(source: SourceText): Promise<Outline> {
  if (/\.ya?ml$/i.test(source.file)) return readChecklist(source);
  if (/\.(?:md|markdown)$/i.test(source.file)) {
    const { readMarkdown } = await import('./markdown/read.ts');
    return readMarkdown(source);
  }
  throw new ProblemError({
    code: 'checklist.format',
    message: 'this is neither YAML nor Markdown',
    remedy: 'Write the checklist in a file that ends in .yml, .yaml or .md.',
    file: source.file,
  });
}

/** All that can be read, in their order, and every problem of the others: a policy tells those together with its own. */
export async function readOutlines(
  sources: readonly SourceText[],
): Promise<Required<Pick<Outlines, 'checklists' | 'unreadable'>>> {
  const read = await Promise.allSettled(sources.map((source) => readOutline(source)));
  return {
    checklists: read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    unreadable: read.flatMap((each) => (each.status === 'rejected' ? problemsIn(each.reason) : [])),
  };
}
