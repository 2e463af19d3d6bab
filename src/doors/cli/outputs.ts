import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Problem, ProblemError } from '../../ground/problem.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Asked } from './arguments.ts';
import { problemsOf } from './files.ts';

/** A file that a command was given, by the word that gave it. */
export interface NamedFile {
  readonly word: string;
  readonly file: string;
}

export function optionFiles({ values }: Pick<Asked, 'values'>, options: readonly string[]): NamedFile[] {
  return options.flatMap((option) => {
    const file = values.get(option);
    return file === undefined ? [] : [{ word: `--${option}`, file }];
  });
}

/** One file cannot hold two things: the second would spoil the first, and nobody would be told. */
export function refuseSameFile(files: readonly NamedFile[], cwd: string): void {
  const groups = Map.groupBy(files, ({ file }) => resolve(cwd, file));
  for (const [first, second] of groups.values()) {
    if (first === undefined || second === undefined) continue;
    throw new ProblemError({
      code: 'cli.usage',
      message: `${first.word} and ${second.word} name the same file, ${first.file}`,
      remedy: 'Give each a file of its own.',
    });
  }
}

export interface PageFile {
  readonly file: string;
  readonly now: string;
  readonly cwd: string;
}

/** Writes the verdict as a page of its own. It is loaded only for those who want one. */
export async function keepPage(verdict: Verdict, { file, now, cwd }: PageFile): Promise<Problem[]> {
  const { htmlReport } = await import('../../views/html/report.ts');
  return problemsOf(file, () => writeFile(resolve(cwd, file), htmlReport(verdict, { now })));
}
