import { wrong } from './source.ts';

/** What kind of thing a report is about. */
export type ReportKind = 'coverage';

/** A report format: how it is recognised. A file's name says nothing, its first 64 kB do. */
interface Format {
  readonly format: string;
  readonly kind: ReportKind;
  recognises(head: string): boolean;
}

const metric = '"(?:lines|statements|functions|branches|branchesTrue)"';
const count = '"(?:total|covered|skipped|pct)"';
const key = '"(?:[^"\\\\]|\\\\.)*"';
const istanbulSummary = new RegExp(`^\\s*\\{\\s*${key}\\s*:\\s*\\{\\s*${metric}\\s*:\\s*\\{\\s*${count}\\s*:`);

export const formats = [
  { format: 'lcov', kind: 'coverage', recognises: (head) => /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:TN|SF):/.test(head) },
  { format: 'istanbul', kind: 'coverage', recognises: (head) => istanbulSummary.test(head) },
] as const satisfies readonly Format[];

export type ReportFormat = (typeof formats)[number]['format'];

/** What else people hand in, and what to do about it. */
const known: readonly (readonly [RegExp, string, string])[] = [
  [/^\s*$/, 'The file has nothing in it.', 'See why the tool wrote an empty report: it proves nothing.'],
  [
    /^\s*(?:\{\s*\}|\[\s*\]|null)\s*$/,
    'The report is empty JSON.',
    'See why the tool found nothing to report: it proves nothing.',
  ],
  [/^\s*<(?:!doctype\s+)?html/i, 'This is a web page.', 'Name the report that a machine reads, not the one for people.'],
  [
    /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"path"\s*:/,
    "This is istanbul's coverage-final.json.",
    'Let the tool write lcov or json-summary.',
  ],
  [/^\s*\{\s*"error"\s*:/, 'The tool reports an error here, and no result.', 'Read the error, mend it, and run the tool again.'],
];

/** The format of a report by its content. What is not recognised is a problem, never a guess. */
export function detectFormat(head: string, file: string): (typeof formats)[number] {
  const found = formats.find((each) => each.recognises(head));
  if (found !== undefined) return found;
  const names = formats.map((each) => each.format).join(', ');
  const [, message, remedy] = known.find(([pattern]) => pattern.test(head)) ?? [
    undefined,
    `This is no report that can be read here: it begins with ${JSON.stringify(head.trim().slice(0, 40))}.`,
    `Name a report of one of these formats, without log lines before it: ${names}.`,
  ];
  throw wrong(file, { code: 'report.unknown', message, remedy });
}
