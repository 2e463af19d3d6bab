import { fieldOf, firstOf, hasField, type Sketch } from './sketch.ts';
import { testShapeOf } from './test-json.ts';
import { type XmlRoot, xmlRootOf } from './xml-root.ts';

/** What kind of thing a report is about. */
export type ReportKind = 'coverage' | 'vulnerabilities' | 'tests' | 'findings';

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
  { format: 'junit', kind: 'tests', recognises: ({ text }) => hasRoot(text, 'testsuites', 'testsuite') },
  { format: 'trx', kind: 'tests', recognises: ({ text }) => hasRoot(text, 'TestRun') },
  { format: 'nunit', kind: 'tests', recognises: ({ text }) => hasRoot(text, 'test-run', 'test-results') },
  { format: 'xunit', kind: 'tests', recognises: ({ text }) => hasRoot(text, 'assemblies', 'assembly') },
  { format: 'tap', kind: 'tests', recognises: ({ text }) => tap.test(text) },
  { format: 'test-json', kind: 'tests', recognises: (sketch) => testShapeOf(sketch) !== undefined },
  { format: 'sarif', kind: 'findings', recognises: ({ json }) => isSarif(json) },
  { format: 'gitleaks', kind: 'findings', recognises: isGitleaks },
] as const satisfies readonly Format[];

const tap = /^(?:[^\S\n]*(?:#[^\n]*)?\r?\n)*(?:TAP version 1[234]\b|1\.\.\d+|(?:not )?ok\b)/;

function hasRoot(text: string, ...names: readonly string[]): boolean {
  return isRoot(text, ({ name }) => names.includes(name));
}

/** Most reports are no XML, and looking for its root would be in vain. */
function isRoot(text: string, isIt: (root: XmlRoot) => boolean): boolean {
  const root = /^\s*</.test(text) ? xmlRootOf(text) : undefined;
  return root !== undefined && isIt(root);
}

function isSarif(json: unknown): boolean {
  const schema = fieldOf(json, '$schema');
  return Array.isArray(fieldOf(json, 'runs')) || (typeof schema === 'string' && /\bsarif\b/i.test(schema));
}

/** Where nothing was found it is `[]` or `null`, which any tool may write. */
function isGitleaks({ text, json }: Sketch, isAsked: boolean): boolean {
  const first = firstOf(json);
  if (hasField(first, 'RuleID') || (hasField(first, 'offender') && hasField(first, 'rule'))) return true;
  return isAsked ? /^\s*(?:\[\s*\]|null)\s*$/.test(text) || hasField(json, 'leaks') : false;
}

export type ReportFormat = (typeof formats)[number]['format'];
