import type { Metric } from './coverage-count.ts';
import type { CoverageTally } from './coverage-tally.ts';
import { handlers, markPlainLine } from './lcov-line.ts';
import { type LcovRecord, newRecord } from './lcov-record.ts';
import { addRecord } from './lcov-tally.ts';
import { eachLine } from './lines.ts';
import { type Source, wrong } from './source.ts';

/**
 * Adds one lcov report, of version 1 or 2 of the format, to the tally, and says which metrics it counts at all. Whatever is not
 * a line of such a report ends the reading: half a report must not look like a whole one.
 */
export async function addLcov(source: Source, tally: CoverageTally): Promise<Set<Metric>> {
  const counted = new Set<Metric>(['lines']);
  const utf8 = new TextDecoder();
  let record: LcovRecord | undefined;
  let room = new Uint8Array(1024);
  let line = 0;
  let records = 0;
  await eachLine(source, (bytes, from, to) => {
    line += 1;
    if (record !== undefined && markPlainLine(record.lines, bytes, from)) return;
    const text = utf8.decode(bytes.subarray(from, to)).trim();
    if (text === '' || text.startsWith('#')) return;
    const fail = (message: string) => broken(source, line, message);
    if (text.startsWith('SF:')) {
      if (record !== undefined) throw fail(`The record of ${record.path} has no end.`);
      record = newRecord(pathOf(text, { tally, fail }), room);
    } else if (text === 'end_of_record') {
      if (record === undefined) throw fail('A record ends that has not begun.');
      const flaw = addRecord(tally, record);
      if (flaw !== undefined) throw fail(`${flaw}.`);
      if (callsNobody(record)) tally.doubts.add('functions are called that were never named');
      noteMetrics(record, counted);
      records += 1;
      room = emptied(record);
      record = undefined;
    } else readDetail(text, record, { tally, fail });
  });
  if (record !== undefined) throw broken(source, line, `The report ends inside the record of ${record.path}.`);
  if (records === 0) throw broken(source, line, 'The report names no source file.');
  return counted;
}

interface Place {
  readonly tally: CoverageTally;
  readonly fail: (message: string) => Error;
}

function pathOf(text: string, { tally, fail }: Place): string {
  const path = text.slice('SF:'.length).trim();
  if (path === '') throw fail('SF names no file.');
  return tally.nameOf(path);
}

function readDetail(text: string, record: LcovRecord | undefined, { tally, fail }: Place): void {
  const [, key = '', rest = ''] = /^([A-Z]+):(.*)$/.exec(text) ?? [];
  if (key === '') throw fail('This is no line of an lcov report.');
  if (key === 'TN') return;
  if (record === undefined) throw fail(`${key} stands outside of a record.`);
  const handler = handlers.get(key);
  if (handler === undefined) tally.doubts.add(`there are lines of the unknown kind ${key}`);
  const flaw = handler?.(rest, record, tally.doubts);
  if (flaw !== undefined) throw fail(`${flaw}.`);
}

/** Calls of a function that no FN names would count as one more that is covered. */
function callsNobody({ names }: LcovRecord): boolean {
  return [...names].some(
    ([counter, calls]) => counter.startsWith('FNDA:') && calls > (names.get(`FN:${counter.slice('FNDA:'.length)}`) ?? 0),
  );
}

/** A tool that counts branches says so even where there are none; one that does not never does. */
function noteMetrics(record: LcovRecord, counted: Set<Metric>): void {
  if (record.branches.size > 0 || record.declared.has('BRF')) counted.add('branches');
  if (record.functions.size > 0 || record.declared.has('FNF')) counted.add('functions');
}

function emptied({ lines }: LcovRecord): Uint8Array<ArrayBuffer> {
  return lines.states.fill(0, 0, lines.used);
}

function broken(source: Source, line: number, message: string) {
  const remedy = 'The report is cut or damaged: make it again, and see that whatever copies it copies all of it.';
  return wrong(source.name, { code: 'lcov.broken', message, remedy, line });
}
