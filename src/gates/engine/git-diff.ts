import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ProblemError } from '../../ground/problem.ts';
import { harmless, ownEnv } from './git-call.ts';
import { messageOf, textOf } from './thrown.ts';

const run = promisify(execFile);

export interface LineRange {
  readonly from: number;
  readonly to: number;
}

export interface ChangeSet {
  /** The commit that both sides have. */
  readonly base: string;
  /** New and changed lines of every file that is there now, by its path from the root. */
  readonly files: ReadonlyMap<string, readonly LineRange[]>;
}

/** What changed between where the work branched off from `since` and the files as they are now. */
export async function changedSince(root: string, since: string, program = 'git'): Promise<ChangeSet> {
  const options = { cwd: root, env: ownEnv(process.env), windowsHide: true, maxBuffer: 256 * 1024 * 1024 };
  const ask = async (...words: string[]) =>
    (await run(program, [...harmless, '-c', 'core.quotePath=false', ...words], options)).stdout;
  try {
    const commit = (await ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`)).trim();
    const base = (await ask('merge-base', commit, 'HEAD')).trim();
    const how = [
      '--unified=0',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--relative',
      '--find-renames',
      '--diff-filter=AMRCT',
    ];
    const plain = ['--src-prefix=a/', '--dst-prefix=b/', '--inter-hunk-context=0', '--ignore-submodules'];
    const diff = await ask('diff', ...how, ...plain, base, '--');
    const files = changedLines(diff);
    if (!/^Binary files .* differ$/m.test(diff)) return { base, files };
    for (const path of withoutLines(await ask('diff', ...how, '--numstat', '-z', base, '--'))) files.set(path, [wholeFile]);
    return { base, files };
  } catch (error) {
    const said =
      textOf(error, 'stderr')?.trim().split('\n')[0] ||
      (textOf(error, 'code') === 'ENOENT' ? `${program} was not found` : messageOf(error));
    throw new ProblemError({
      code: 'workspace.since',
      message: `git cannot say what changed since ${since}: ${said.startsWith('Command failed') ? 'there is no such commit here, or none in common' : said}`,
      remedy:
        'Check out the history as well (fetch-depth: 0), and name a branch, tag or commit that is there, such as origin/main.',
    });
  }
}

/** Where a range ends that has all lines of a file, however many that are. */
export const lastLine = Number.MAX_SAFE_INTEGER;

const wholeFile: LineRange = { from: 1, to: lastLine };

/**
 * Files whose lines git does not tell, out of the numbers that it counts. Attributes in the repository say which they are, so that the
 * change itself could hide what it changes: all of such a file counts as changed.
 */
export function withoutLines(numbers: string): string[] {
  const parts = numbers.split('\0');
  return parts.flatMap((part, at) => {
    const name = /^-\t-\t([\s\S]*)$/.exec(part)?.[1];
    if (name === undefined) return [];
    // A renamed file has both of its names behind it.
    return name === '' ? (parts[at + 2] ?? []) : name;
  });
}

/** Out of a diff without context. Only what stands behind `@@` counts: a line of a file may look like anything. */
export function changedLines(diff: string): Map<string, LineRange[]> {
  const files = new Map<string, LineRange[]>();
  let ranges: LineRange[] = [];
  let left = 0;
  for (const line of diff.split('\n')) {
    if (left > 0) {
      // A line of a hunk, or the note that there is no newline behind the last.
      if (!line.startsWith('\\')) left -= 1;
      continue;
    }
    const name = /^\+\+\+ (?:b\/(.*?)\t?|"b\/(.*)")$/.exec(line);
    if (name !== null) {
      ranges = [];
      files.set(name[1] ?? unquoted(name[2] ?? ''), ranges);
    }
    const [, gone = '1', from = '', lines = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (from === '') continue;
    left = Number(gone) + Number(lines);
    if (Number(lines) > 0) ranges.push({ from: Number(from), to: Number(from) + Number(lines) - 1 });
  }
  return files;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\u0007' };

/** git quotes names with characters in them that nobody should use. */
function unquoted(name: string): string {
  return name.replace(/\\(?:([0-7]{3})|(.))/g, (_, octal?: string, char?: string) =>
    octal === undefined ? (escapes[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
