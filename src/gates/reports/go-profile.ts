import type { Metric } from './coverage-count.ts';
import { addFile, type CoverageTally } from './coverage-tally.ts';
import { highestLine, type LineStates, markLine, newLines } from './line-states.ts';
import { eachLine } from './lines.ts';
import type { Marks } from './marks.ts';
import { type Source, wrong } from './source.ts';

interface GoFile {
  readonly lines: LineStates;
  readonly statements: Marks;
}

const block = /^(.+):(\d{1,8})\.(\d{1,6}),(\d{1,8})\.(\d{1,6}) (\d{1,5}) (\d{1,18})$/;
const modeLine = /^mode: (set|count|atomic)$/;
const mostLines = 200_000;

/** Adds a coverage profile of Go: blocks with so many statements each. One that comes again, from another package's tests, is the same. */
export async function addGoProfile(source: Source, tally: CoverageTally) {
  const files = new Map<string, GoFile>();
  const blocks = new Map<string, { readonly statements: number; isHit: boolean }>();
  const utf8 = new TextDecoder();
  let mode = '';
  let line = 0;
  const fail = (message: string) => broken(source, line, message);
  await eachLine(source, (bytes, from, to) => {
    line += 1;
    const text = utf8.decode(bytes.subarray(from, to)).trimEnd();
    const said = modeLine.exec(text)?.[1];
    if (said !== undefined) {
      if (mode !== '' && mode !== said) throw fail('The profile has two modes.');
      mode = said;
      return;
    }
    if (text === '') return;
    if (mode === '') throw fail('The profile does not begin with its mode.');
    const match = block.exec(text);
    if (match === null) throw fail('This is no line of a coverage profile.');
    const [, path = '', start = '', startColumn = '', end = '', endColumn = '', amount = '', count = ''] = match;
    const [first, last, statements] = [Number(start), Number(end), Number(amount)];
    const isRight = first > 0 && last >= first && last <= highestLine && last - first <= mostLines;
    if (!isRight) throw fail('A block ends before it begins, or never.');
    const isHit = Number(count) > 0;
    const key = `${path}:${start}.${startColumn},${end}.${endColumn}`;
    const known = blocks.get(key);
    if (known !== undefined && known.statements !== statements) tally.doubts.add(`a block of ${path} has two sizes`);
    blocks.set(key, { statements, isHit: isHit || known?.isHit === true });
    const file = fileOf(files, path);
    for (let at = first; at <= last; at++) markLine(file.lines, at, isHit);
    for (let at = 0; at < statements; at++) {
      const name = `${start}.${startColumn},${end}.${endColumn}#${at}`;
      file.statements.set(name, isHit || file.statements.get(name) === true);
    }
  });
  if (blocks.size === 0) tally.doubts.add('the profile has no block in it: no package was tested');
  for (const [path, { lines, statements }] of files) {
    const flaw = addFile(tally, { path: tally.nameOf(path), format: 'gocover', lines, statements });
    if (flaw !== undefined) throw fail(`${flaw}.`);
  }
  return { facts: factsOf(mode, files.size, blocks), counted: new Set<Metric>(['lines', 'statements']) };
}

function fileOf(files: Map<string, GoFile>, path: string): GoFile {
  const known = files.get(path);
  if (known !== undefined) return known;
  const made: GoFile = { lines: newLines(), statements: new Map() };
  files.set(path, made);
  return made;
}

function factsOf(
  mode: string,
  files: number,
  blocks: ReadonlyMap<string, { readonly statements: number; readonly isHit: boolean }>,
) {
  let stmts = 0;
  let covered = 0;
  for (const { statements, isHit } of blocks.values()) {
    stmts += statements;
    if (isHit) covered += statements;
  }
  const pct = stmts === 0 ? null : Math.round((covered / stmts) * 1000) / 10;
  return { mode, files, blocks: blocks.size, stmts, covered, pct };
}

function broken(source: Source, line: number, message: string) {
  const remedy = 'Let go test write the profile again, and see that whatever copies or joins it keeps its lines whole.';
  return wrong(source.name, { code: 'gocover.broken', message, remedy, line });
}
