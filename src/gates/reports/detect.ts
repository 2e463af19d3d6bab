import { type Format, formats, type ReportFormat, type ReportKind } from './formats.ts';
import { fieldOf, hasField, type Sketch, sketchOf } from './sketch.ts';
import { wrong } from './source.ts';

export interface Detected {
  readonly format: ReportFormat;
  readonly kind: ReportKind;
  /** The tool that wrote it, where that is said by whoever asked and the format belongs to all tools. */
  readonly writtenBy?: ReportFormat;
}

/** What else people hand in, and what to do about it. */
const known: readonly (readonly [(sketch: Sketch) => boolean, string, string])[] = [
  [({ text }) => /^\s*$/.test(text), 'The file has nothing in it.', 'See why the tool wrote an empty report: it proves nothing.'],
  [
    ({ text }) => /^\s*(?:\{\s*\}|\[\s*\]|null)\s*$/.test(text),
    'The report is empty JSON, which says not even which tool wrote it.',
    'See why the tool found nothing to report. Where it always writes it so, say which format it is.',
  ],
  [
    ({ text }) => /^\s*<(?:!doctype\s+)?html/i.test(text),
    'This is a web page.',
    'Name the report that a machine reads, not the one for people.',
  ],
  [
    ({ json }) => hasField(json, 'error'),
    'The tool reports an error here, and no result.',
    'Read the error, mend it, and run the tool again.',
  ],
  [
    ({ text, json }) => json === undefined && /^\s*[^\s{][^\n]*\n(?:[^\n]*\n)*?\s*[{[]/.test(text),
    'Other lines stand before the JSON, and perhaps within it.',
    'Let the tool write its report to a file of its own, apart from what it logs.',
  ],
];

/**
 * The format of a report by its content. What is not recognised is a problem, never a guess. Where somebody says which format it
 * is, the content must agree.
 */
export function detectFormat(head: string, file: string, asked?: ReportFormat): Detected {
  const sketch = sketchOf(head);
  const wanted = all.find(({ format }) => format === asked);
  if (wanted?.recognises(sketch, true) === true) return detected(wanted);
  const found = all.find((each) => each.recognises(sketch, false));
  if (found === undefined) throw unknown(sketch, file);
  if (asked === undefined || wanted === undefined) return detected(found);
  if (wanted.carries?.includes(found.format) === true) return { ...detected(found), writtenBy: asked };
  throw wrong(file, {
    code: 'report.other-format',
    message: `This is a report of the format ${found.format}, not ${asked}.`,
    remedy: `Name a report of the format ${asked}, or correct the format.`,
  });
}

const all: readonly (Format & { readonly format: ReportFormat })[] = formats;

function detected({ format, kind }: { readonly format: ReportFormat; readonly kind: ReportKind }): Detected {
  return { format, kind };
}

function unknown(sketch: Sketch, file: string) {
  const names = formats.map((each) => each.format).join(', ');
  const [, message, remedy] = known.find(([isIt]) => isIt(sketch)) ?? [
    undefined,
    `This is no report that can be read here: it begins with ${JSON.stringify(sketch.text.trim().slice(0, 40))}.`,
    `Name a report of one of these formats, without log lines before it: ${names}.`,
  ];
  return wrong(file, { code: 'report.unknown', message: message + errorOf(sketch), remedy });
}

/** What a tool says went wrong, as npm and others write it in place of a report. */
function errorOf({ json }: Sketch): string {
  const error = fieldOf(json, 'error');
  if (error === undefined) return '';
  const said = [
    fieldOf(error, 'code'),
    fieldOf(error, 'summary') || fieldOf(error, 'message') || fieldOf(json, 'message') || error,
  ];
  const text = said.filter((part) => typeof part === 'string' && part !== '').join(': ');
  return text === '' ? '' : ` It says: ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}.`;
}
