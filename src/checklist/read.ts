import { ProblemError } from '../ground/problem.ts';
import { readMarkdown } from './markdown/read.ts';
import type { Outline } from './outline.ts';
import { readChecklist } from './written.ts';
import type { SourceText } from './yaml.ts';

/** A checklist in whatever format its file name says. */
export function readOutline(source: SourceText): Outline {
  if (/\.ya?ml$/i.test(source.file)) return readChecklist(source);
  if (/\.(?:md|markdown)$/i.test(source.file)) return readMarkdown(source);
  throw new ProblemError({
    code: 'checklist.format',
    message: 'this is neither YAML nor Markdown',
    remedy: 'Write the checklist in a file that ends in .yml, .yaml or .md.',
    file: source.file,
  });
}
