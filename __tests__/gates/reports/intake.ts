import type { Advisory, Intake, Scanned } from '../../../src/gates/reports/advisory.ts';
import { readAdvisories } from '../../../src/gates/reports/advisory-readers.ts';
import { detectFormat } from '../../../src/gates/reports/detect.ts';
import type { ReportFormat } from '../../../src/gates/reports/formats.ts';
import type { Source } from '../../../src/gates/reports/source.ts';
import { textSource } from './text-source.ts';

/** What a reader has found in a report that never was a file. */
export async function readText(report: unknown, format?: ReportFormat) {
  const text = typeof report === 'string' ? report : JSON.stringify(report);
  return readFrom(textSource(text, 50), format);
}

export async function readFrom(source: Source, format?: ReportFormat) {
  const found: Advisory[] = [];
  const doubts: string[] = [];
  const scanned: Scanned[] = [];
  const to: Intake = { add: (each) => found.push(each), doubt: (text) => doubts.push(text), scanned: (of) => scanned.push(of) };
  const facts = await readAdvisories(source, detectFormat(source.head, source.name, format), to);
  return { facts, found, doubts, scanned };
}
