import type { Sketch } from './sketch.ts';
import { vulnerabilityFormats } from './vulnerability-formats.ts';

/** What kind of thing a report is about. */
export type ReportKind = 'coverage' | 'vulnerabilities' | 'exemptions' | 'tests' | 'findings';

/** A report format: how it is recognised. A file's name says nothing, its first 64 kB do. */
export interface Format {
  readonly format: string;
  readonly kind: ReportKind;
  /** `isAsked`: somebody has said that it is this format, which decides where the content cannot. */
  recognises(sketch: Sketch, isAsked: boolean): boolean;
  /** Formats of others that this tool can write as well. */
  readonly carries?: readonly string[];
}

const metric = '"(?:lines|statements|functions|branches|branchesTrue)"';
const count = '"(?:total|covered|skipped|pct)"';
const key = '"(?:[^"\\\\]|\\\\.)*"';
const istanbulSummary = new RegExp(`^\\s*\\{\\s*${key}\\s*:\\s*\\{\\s*${metric}\\s*:\\s*\\{\\s*${count}\\s*:`);

/** The first that recognises a report is it, unless somebody asks for another one that does. */
export const formats = [
  {
    format: 'lcov',
    kind: 'coverage',
    recognises: ({ text }) => /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:TN|SF):/.test(text),
  },
  { format: 'istanbul', kind: 'coverage', recognises: ({ text }) => istanbulSummary.test(text) },
  ...vulnerabilityFormats,
] as const satisfies readonly Format[];

export type ReportFormat = (typeof formats)[number]['format'];
