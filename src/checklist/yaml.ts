import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import type { Json } from '../ground/json.ts';
import { type Problem, ProblemError } from '../ground/problem.ts';
import { overloadOf } from './overload.ts';
import { notPlainWords, syntaxWords, withoutEchoes } from './yaml-words.ts';

/** A text and where it came from. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Document {
  readonly file: string;
  readonly value: Json;
  /** Where a dotted path stands, or the nearest thing around it that is there. */
  where(path: string): Position;
}

const deepest = 64;
/** A file that is no YAML at all has a problem in every line. */
const mostShown = 20;

/** Plain data with places: no aliases, anchors, tags, merges or repeated keys; objects without a prototype. Every problem at once. */
export function parseYaml(source: SourceText, maxBytes: number): Document {
  const { file, text } = source;
  const size = Buffer.byteLength(text);
  if (size > maxBytes) throw new ProblemError(tooLarge(file, size, maxBytes));
  const overload = overloadOf(text);
  if (overload) throw new ProblemError({ ...overload, file });
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    // The parser compares every key with every other; mapToJson needs one look.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const broken = withoutEchoes([...document.errors, ...document.warnings], ({ pos }) => at(pos[0]).line).slice(0, mostShown);
  if (broken.length > 0) throw new ProblemError(...broken.map((error) => syntaxAt(error, file, at(error.pos[0]))));
  // Under the rules of 1.1 `yes` is true, `n` is false and 017 is 15.
  if (document.directives?.yaml.explicit === true) throw new ProblemError(syntax(oldRules, file, at(0)));
  if (document.contents === null) throw new ProblemError(syntax(empty, file, at(0)));
  const problems: Problem[] = [];
  const places = new Map<string, Position>([['', at(0)]]);
  const value = toJson(document.contents, { path: '', depth: 0, file, at, places, problems });
  if (problems.length > 0) throw new ProblemError(...problems.slice(0, mostShown));
  return { file, value, where: (path) => nearestPlace(path, places) };
}

interface Reading {
  readonly path: string;
  readonly depth: number;
  readonly file: string;
  readonly at: (offset: number) => Position;
  readonly places: Map<string, Position>;
  readonly problems: Problem[];
}

function toJson(node: Node | null, reading: Reading): Json {
  const { path, places, at } = reading;
  if (node === null) return null;
  if (node.range && !places.has(path)) places.set(path, at(node.range[0]));
  if (reading.depth > deepest || !isPlain(node)) return refuse(node, reading);
  if (isSeq<Node | null>(node)) return node.items.map((item, index) => toJson(item, below(reading, String(index))));
  if (isMap<Node, Node | null>(node)) return mapToJson(node.items, reading);
  return isScalar(node) ? scalar(node.value, node, reading) : refuse(node, reading);
}

function isPlain(node: Node): boolean {
  return !isAlias(node) && node.tag === undefined && !('anchor' in node && node.anchor !== undefined);
}

function mapToJson(pairs: readonly { key: Node; value: Node | null }[], reading: Reading): Json {
  const object: { [key: string]: Json } = Object.create(null);
  for (const { key, value } of pairs) {
    const name = isScalar(key) && isPlain(key) ? String(key.value) : undefined;
    if (name === undefined || name === '<<') {
      refuse(key, reading);
      continue;
    }
    const inner = below(reading, name);
    if (Object.hasOwn(object, name)) reading.problems.push(repeated(name, inner, key));
    if (key.range) reading.places.set(inner.path, reading.at(key.range[0]));
    object[name] = toJson(value, inner);
  }
  return object;
}

function scalar(value: unknown, node: Node, reading: Reading): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(node, reading);
}

function refuse(node: Node, { file, at, path, depth, problems }: Reading): null {
  problems.push({
    code: 'yaml.not-plain',
    ...notPlainWords(node, depth > deepest, deepest),
    file,
    ...at(node.range?.[0] ?? 0),
    ...(path !== '' && { path }),
  });
  return null;
}

function repeated(name: string, { path, file, at }: Reading, key: Node): Problem {
  const message = `the key "${name}" is there twice`;
  return { code: 'yaml.repeated-key', message, remedy: 'Keep one of them.', file, path, ...at(key.range?.[0] ?? 0) };
}

function below(reading: Reading, name: string): Reading {
  return { ...reading, depth: reading.depth + 1, path: reading.path === '' ? name : `${reading.path}.${name}` };
}

function nearestPlace(path: string, places: ReadonlyMap<string, Position>): Position {
  for (let rest = path; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('.')))) {
    const place = places.get(rest);
    if (place) return place;
  }
  return places.get('') ?? { line: 1, column: 1 };
}

const oldRules = { message: 'a %YAML line changes how everything is read', remedy: 'Take it out.' };
const empty = { message: 'nothing stands here', remedy: 'Write what it is to say; docs/configuration.md shows a whole one.' };

function syntaxAt(error: YAMLError, file: string, position: Position): Problem {
  return syntax(syntaxWords(error, position.column), file, position);
}

function syntax(said: Pick<Problem, 'message' | 'remedy'>, file: string, position: Position): Problem {
  return { code: 'yaml.syntax', ...said, file, ...position };
}

function tooLarge(file: string, size: number, maxBytes: number): Problem {
  return {
    code: 'yaml.too-large',
    message: `the file has ${size} bytes; at most ${maxBytes} are read`,
    remedy: 'Split it, or take out what is not needed.',
    file,
  };
}
