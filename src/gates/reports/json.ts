import { JsonScanner } from './json-scanner.ts';
import { as, type Key, type Shape } from './json-shape.ts';
import type { Source } from './source.ts';

export interface JsonOptions {
  /** Roughly how many bytes may be kept at a time. */
  readonly mostKept?: number;
}

/** Reads a JSON report of any size. What comes back is small: what is large is handed over with `as.each` on the way. */
export async function readJson<T>(source: Source, shape: Shape<T>, options: JsonOptions = {}): Promise<T | undefined> {
  const scanner = new JsonScanner({ ...options, name: source.name, shape });
  for await (const piece of source.chunks()) scanner.write(piece);
  scanner.end();
  const scanned: object = scanner;
  // The shape has decided what it is.
  const root: T | null | undefined = Reflect.get(scanned, 'root');
  return root ?? undefined;
}

/** Reads one JSON document after the other, as JSON lines have them, and says how many there were. */
export async function readJsonLines<T>(source: Source, shape: Shape<T>, on: (value: T, key: Key) => void): Promise<number> {
  const scanner = new JsonScanner({ name: source.name, shape: as.each(shape, on), many: true });
  for await (const piece of source.chunks()) scanner.write(piece);
  scanner.end();
  return scanner.documents;
}
