import type { TSchema } from '../gates/engine/schema.ts';
import { issuesOf } from '../gates/engine/validate.ts';
import type { Problem } from '../ground/problem.ts';
import type { Document } from './yaml.ts';

/** What a schema says against a document, each at its place in the file. */
export function problemsOf(schema: TSchema, document: Document): Problem[] {
  return issuesOf(schema, document.value).map(({ path, message, keyword }) => ({
    code: `checklist.${keyword}`,
    message,
    remedy: 'Correct it; docs/configuration.md lists every key.',
    file: document.file,
    ...(path !== '' && { path }),
    ...document.where(path),
  }));
}

/** A problem at a place in a document. */
export function problemAt(document: Document, path: string, what: Pick<Problem, 'code' | 'message' | 'remedy'>): Problem {
  return { ...what, file: document.file, ...(path !== '' && { path }), ...document.where(path) };
}
