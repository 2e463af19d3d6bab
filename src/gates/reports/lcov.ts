import type { Metric } from './coverage-count.ts';
import type { CoverageTally } from './coverage-tally.ts';
import { handlers, markPlainLines } from './lcov-line.ts';
import { type LcovRecord, nextRecord } from './lcov-record.ts';
import { addRecord } from './lcov-tally.ts';
import { eachLine } from './lines.ts';
import { type Source, wrong } from './source.ts';

const colon = 0x3a;

/**
 * Adds one lcov report, of version 1 or 2 of the format, to the tally, and says which metrics it counts at all. Whatever is not
 * a line of such a report ends the reading: half a report must not look like a whole one.
 */
export async function addLcov(source: Source, tally: CoverageTally): Promise<Set<Metric>> {
  const counted = new Set<Metric>(['lines']);
  let record: LcovRecord | undefined;
  let last: LcovRecord | undefined;
  let line = 0;
  let records = 0;
  const onLine = (bytes: Buffer, from: number, to: number) => {
    line += 1;
    const text = bytes.toString('utf8', from, to).trim();
    if (text === '' || text.startsWith('#')) return;
    const fail = (message: string) => broken(source, line, message);
    if (text.startsWith('SF:')) {
      if (record !== undefined) throw fail(`The record of ${record.path} has no end.`);
      // Decoded anew: a part of a text would keep the whole in memory.
      const path = bytes.toString('utf8', bytes.indexOf(colon, from) + 1, to).trim();
      if (path === '') throw fail('SF names no file.');
      record = nextRecord(tally.nameOf(path), last);
    } else if (text === 'end_of_record') {
      if (record === undefined) throw fail('A record ends that has not begun.');
      const flaw = addRecord(tally, record);
      if (flaw !== undefined) throw fail(`${flaw}.`);
      if (callsNobody(record)) tally.doubts.add('functions are called that were never named');
      noteMetrics(record, counted);
      records += 1;
      last = record;
      record = undefined;
    } else readDetail(text, record, { tally, fail });
  };
  await eachLine(source, onLine, (bytes, taken) => {
    if (record === undefined) return;
    markPlainLines(record.lines, bytes, taken);
    line += taken.lines;
  });
  if (record !== undefined) throw broken(source, line, `The report ends inside the record of ${record.path}.`);
  if (records === 0) throw broken(source, line, 'The report names no source file.');
  return counted;
}

interface Place {
  readonly tally: CoverageTally;
  readonly fail: (message: string) => Error;
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

function broken(source: Source, line: number, message: string) {
  const remedy = 'The report is cut or damaged: make it again, and see that whatever copies it copies all of it.';
  return wrong(source.name, { code: 'lcov.broken', message, remedy, line });
}
