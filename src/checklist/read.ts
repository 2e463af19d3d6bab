import { ProblemError } from '../ground/problem.ts';
import type { Outline } from './outline.ts';
import { readChecklist } from './written.ts';
import type { SourceText } from './yaml.ts';

/** A checklist in whatever format its file name says. */
export function readOutline(source: SourceText): Outline {
  if (/\.ya?ml$/i.test(source.file)) return readChecklist(source);
  throw new ProblemError({
    code: 'checklist.format',
    message: 'this is no YAML file',
    remedy: 'Write the checklist as YAML, in a file that ends in .yml or .yaml.',
    file: source.file,
  });
}
