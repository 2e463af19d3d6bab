// How far what we read of real reports agrees with a table of what is in them: node scripts/conformance.ts FOLDER [--json]
// The folder has facts.tsv (file, tool, fact, value) and the files that it names; the tool is asked for as the format.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { formats, type ReportFormat } from '../src/gates/reports/formats.ts';
import { readReport } from '../src/gates/reports/read.ts';
import { canonical, type Json } from '../src/ground/json.ts';
import { ProblemError } from '../src/ground/problem.ts';

export interface Conformance {
  readonly files: number;
  readonly equal: number;
  readonly different: number;
  readonly refused: number;
  /** Read although it must not be, or read as clean although there is something in it. */
  readonly wrongGreen: number;
}

interface Known {
  readonly file: string;
  readonly tool: string;
  readonly facts: ReadonlyMap<string, Json>;
}

type Outcome = 'equal' | 'different' | 'refused';

export interface Compared {
  readonly file: string;
  readonly outcome: Outcome;
  readonly wrongGreen: boolean;
  /** Refused although the table expects it to be read, or what differs, or why it was refused. */
  readonly notes: readonly string[];
  readonly expected: 'read' | 'refused';
}

/** What the table says of each file of a format that is read here. */
export function knownIn(table: string): Known[] {
  const rows = table
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));
  const byFile = Map.groupBy(rows, ([file = '']) => file);
  return [...byFile].map(([file, facts]) => ({
    file,
    tool: facts[0]?.[1] ?? '',
    facts: new Map(facts.map(([, , name = '', value = '']) => [name, valueOf(value)])),
  }));
}

function valueOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Facts about the table, and not about the report. */
const aside = new Set(['note', 'error', 'first_bytes', 'len']);

export async function compare(folder: string, { file, tool, facts }: Known): Promise<Compared> {
  const expected = [...facts.values()].some((value) => typeof value === 'string' && value.includes('must fail closed'))
    ? 'refused'
    : 'read';
  try {
    const format = formats.find((each) => each.format === tool)?.format;
    const report = await readReport(join(folder, file), format === undefined ? {} : { format });
    const notes = [...facts].flatMap(([name, value]) => differenceOf(name, value, report.facts));
    const outcome = expected === 'refused' || notes.length > 0 ? 'different' : 'equal';
    return { file, outcome, expected, notes, wrongGreen: expected === 'refused' || isTooGreen(facts, report.facts) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { file, outcome: 'refused', expected, notes: [error.message], wrongGreen: false };
  }
}

function differenceOf(name: string, value: Json, read: { readonly [name: string]: Json }): string[] {
  if (aside.has(name)) return [];
  const own = Object.hasOwn(read, name) ? read[name] : undefined;
  // A version of 1.4 looks like a number there, and is none.
  if (own !== undefined && (canonical(own) === canonical(value) || own === JSON.stringify(value))) return [];
  return [`${name} is ${JSON.stringify(value)}, read as ${JSON.stringify(own)}`];
}

/** Something is counted in the table, and nothing in what was read. */
function isTooGreen(facts: ReadonlyMap<string, Json>, read: { readonly [name: string]: Json }): boolean {
  return [...facts].some(([name, value]) => {
    const own = Object.hasOwn(read, name) ? read[name] : undefined;
    if (typeof value === 'number' && typeof own === 'number')
      return /vuln|advisor|fail|error|match|issue|secret|result/.test(name) && value > 0 && own === 0;
    return false;
  });
}

export function totalsOf(compared: readonly Compared[]): Conformance {
  const count = (outcome: Outcome) => compared.filter((each) => each.outcome === outcome).length;
  return {
    files: compared.length,
    equal: count('equal'),
    different: count('different'),
    refused: count('refused'),
    wrongGreen: compared.filter(({ wrongGreen }) => wrongGreen).length,
  };
}

function print(compared: readonly Compared[]): void {
  for (const { file, outcome, expected, notes } of compared) {
    const isRight = outcome === 'equal' || (outcome === 'refused' && expected === 'refused');
    if (!isRight) process.stdout.write(`${outcome.padEnd(10)}${file}\n${notes.map((note) => `  ${note}\n`).join('')}`);
  }
  const { files, equal, different, refused, wrongGreen } = totalsOf(compared);
  const asked = compared.filter((each) => each.outcome === 'refused' && each.expected === 'refused').length;
  process.stdout.write(
    `${files} files: ${equal} equal, ${different} different, ${refused} refused (${asked} of them as they must be), ${wrongGreen} wrongly green\n`,
  );
}

async function main(): Promise<void> {
  const [folder, ...switches] = process.argv.slice(2);
  const table = folder === undefined ? undefined : join(folder, 'facts.tsv');
  if (folder === undefined || table === undefined || !existsSync(table)) {
    process.stderr.write(
      'usage: npm run conformance -- FOLDER [--json]\n  FOLDER holds facts.tsv and the reports that it names.\n',
    );
    process.exitCode = 64;
    return;
  }
  const read: ReadonlySet<string> = new Set<ReportFormat>(formats.map(({ format }) => format));
  const known = knownIn(readFileSync(table, 'utf8')).filter(({ tool }) => read.has(tool));
  const compared: Compared[] = [];
  // One after the other: reports may be large.
  for (const each of known) compared.push(await compare(folder, each));
  if (switches.includes('--json')) process.stdout.write(`${JSON.stringify(totalsOf(compared))}\n`);
  else print(compared);
  const { different, wrongGreen } = totalsOf(compared);
  if (different > 0 || wrongGreen > 0) process.exitCode = 1;
}

if (import.meta.main) await main();
