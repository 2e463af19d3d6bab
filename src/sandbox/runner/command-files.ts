// What a step says to the runner by writing it into files.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepOutput } from './step-output.ts';

const names = {
  GITHUB_OUTPUT: 'set_output',
  GITHUB_ENV: 'set_env',
  GITHUB_PATH: 'add_path',
  GITHUB_STATE: 'save_state',
} as const;
const longestSummary = 1024 * 1024;

export interface Written {
  readonly env: ReadonlyMap<string, string>;
  readonly path: readonly string[];
  readonly summary: string;
  /** A file that could not be understood fails its step. */
  readonly failed: boolean;
}

export interface CommandFiles {
  readonly env: Readonly<Record<string, string>>;
  /** Outputs and state go where those go that were printed. */
  readonly read: (output: StepOutput) => Written;
}

export function openCommandFiles(temp: string, id: string): CommandFiles {
  const folder = join(temp, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const place = (name: string) => join(folder, `${name}_${id}`);
  const env = Object.fromEntries(Object.entries(names).map(([variable, name]) => [variable, place(name)]));
  const summary = place('step_summary');
  for (const file of [...Object.values(env), summary]) writeFileSync(file, '');
  return { env: { ...env, GITHUB_STEP_SUMMARY: summary }, read: (output) => readAll({ place, summary }, output) };
}

function readAll({ place, summary }: { place: (name: string) => string; summary: string }, output: StepOutput): Written {
  let failed = false;
  const pairs = (variable: keyof typeof names) => {
    const read = pairsIn(textIn(place(names[variable])));
    if (typeof read !== 'string') return read;
    output.report('error', `Unable to process file command '${variable.slice('GITHUB_'.length).toLowerCase()}' successfully.`);
    output.report('error', read);
    failed = true;
    return [];
  };
  for (const [name, value] of pairs('GITHUB_OUTPUT')) output.outputs.set(name, value);
  for (const [name, value] of pairs('GITHUB_STATE')) output.state.set(name, value);
  const env = pairs('GITHUB_ENV').filter(([name]) => isFree(name, output));
  const path = textIn(place(names.GITHUB_PATH))
    .split(/\r?\n/)
    .filter((line) => line !== '');
  return { env: new Map(env), path, summary: summaryIn(summary, output), failed };
}

function isFree(name: string, output: StepOutput): boolean {
  if (name.toUpperCase() === 'NODE_OPTIONS') {
    output.report('error', `Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
    return false;
  }
  return !/^(?:GITHUB|RUNNER)_/i.test(name);
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** `name=value`, or `name<<MARK`, the lines of the value, `MARK`. What is neither is told in words. */
export function pairsIn(text: string): readonly (readonly [string, string])[] | string {
  const pairs: [string, string][] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [equals, here] = [line.indexOf('='), line.indexOf('<<')];
    if (equals >= 0 && (here < 0 || equals < here)) {
      if (equals === 0) return `Invalid format '${line}'. Name must not be empty`;
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
    } else if (here >= 0) {
      const [name, mark] = [line.slice(0, here), line.slice(here + 2)];
      if (name === '' || mark === '') return `Invalid format '${line}'. Name and delimiter must not be empty`;
      const end = lines.indexOf(mark, at + 1);
      if (end === -1) return `Invalid value. Matching delimiter not found '${mark}'`;
      pairs.push([name, lines.slice(at + 1, end).join('\n')]);
      at = end;
    } else return `Invalid format '${line}'`;
  }
  return pairs;
}

/** Too long a summary is left out as a whole. */
function summaryIn(file: string, output: StepOutput): string {
  const size = sizeOf(file);
  if (size <= longestSummary) return textIn(file);
  const much = Math.ceil(size / 1024);
  output.report('error', `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${much}k.`);
  return '';
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
