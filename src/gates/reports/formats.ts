import { coverageFormats } from './coverage-formats.ts';
import { findingFormats } from './finding-formats.ts';
import type { Sketch } from './sketch.ts';
import { testFormats } from './test-formats.ts';
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

/** The first that recognises a report is it, unless somebody asks for another one that does. */
export const formats = [
  ...coverageFormats,
  ...testFormats,
  ...findingFormats,
  ...vulnerabilityFormats,
] as const satisfies readonly Format[];

export type ReportFormat = (typeof formats)[number]['format'];
