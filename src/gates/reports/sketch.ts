import { ProblemError } from '../../ground/problem.ts';
import { JsonScanner } from './json-scanner.ts';
import { as } from './json-shape.ts';

/** What the first 64 kB of a report look like. */
export interface Sketch {
  readonly text: string;
  /** The first JSON document, or what is there of it: nothing when the text is no JSON. `null` when it is the word. */
  readonly json?: unknown;
  /** The documents that are complete, as in JSON lines. */
  readonly documents: readonly unknown[];
}

const mostDocuments = 1000;

export function sketchOf(text: string): Sketch {
  const documents: unknown[] = [];
  if (!/^\s*(?:[[{]|null\s*$)/.test(text)) return { text, documents };
  const keep = as.each(as.whole, (value) => documents.length < mostDocuments && documents.push(value));
  const scanner = new JsonScanner({ name: '', shape: keep, many: true });
  try {
    scanner.write(new TextEncoder().encode(text));
    // A word on its own ends only where the text does.
    if (text.trim() === 'null') scanner.end();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // Log lines may begin like JSON. Behind a document that is complete they are for the reader to refuse.
    if (documents.length === 0) return { text, documents };
  }
  const [json = scanner.pick.partial()] = documents;
  return { text, json, documents };
}

/** A field of what may be an object. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

export function hasField(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name);
}

/** The first item of what may be a list. */
export function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
