import type { TSchema } from '../gates/engine/schema.ts';
import { issuesOf } from '../gates/engine/validate.ts';
import type { Json } from '../ground/json.ts';
import type { Problem } from '../ground/problem.ts';
import type { Document } from './yaml.ts';

/** What a schema says against a document, or against a part of it, each at its place in the file. */
export function problemsOf(
  schema: TSchema,
  document: Document,
  part: { readonly value: Json; readonly path: string } = { value: document.value, path: '' },
): Problem[] {
  return issuesOf(schema, part.value).map(({ path: inner, message, keyword }) => {
    const path = [part.path, inner].filter((each) => each !== '').join('.');
    const remedy = 'Correct it; docs/configuration.md lists every key.';
    return problemAt(document, path, { code: `checklist.${keyword}`, message, remedy });
  });
}

/** A problem at a place in a document. */
export function problemAt(document: Document, path: string, what: Pick<Problem, 'code' | 'message' | 'remedy'>): Problem {
  return { ...what, file: document.file, ...(path !== '' && { path }), ...document.where(path) };
}
