import { epochOf } from '../../ground/instant.ts';
import { digest } from '../../ground/json.ts';
import { plainOutput } from '../../views/check-run/plain.ts';
import { type Share, severalOutput } from '../../views/check-run/several.ts';
import type { CheckRunOutput } from '../../views/check-run.ts';
import type { SubjectRow } from '../ports/store.ts';
import { type Answer, memoryIn } from '../pull/memory.ts';
import { secondsAfter } from '../rhythm.ts';
import { inProgress } from './in-progress.ts';

/** What a check of one name is to say of a commit. */
export interface Wish {
  readonly name: string;
  /** What is shown until it may turn green, or anyway where it never may. */
  readonly blocking: CheckRunOutput;
  /** What is shown once it may; nothing where it blocks. */
  readonly green?: { readonly output: CheckRunOutput; readonly from: string; readonly digest: string };
  readonly digest: string;
}

interface Party {
  readonly row: SubjectRow;
  readonly answer: Answer;
}

/** One wish for each name under which a subject with this head answers, or under which we once did. */
export function wishesFor(rows: readonly SubjectRow[], names: readonly string[]): Wish[] {
  const parties = rows.flatMap((row): Party[] => {
    const { answer } = memoryIn(row);
    // An answer on another commit is none on this one.
    return answer === null || answer.head !== row.head ? [] : [{ row, answer }];
  });
  const all = new Set([...parties.map(({ answer }) => answer.output.name), ...names]);
  return [...all].map((name) =>
    wishFor(
      name,
      parties.filter(({ answer }) => answer.output.name === name),
      parties[0]?.answer.output.name,
    ),
  );
}

function wishFor(name: string, parties: readonly Party[], other: string | undefined): Wish {
  const shares = parties.map(({ row, answer }): Share => ({ number: row.number ?? 0, output: answer.output }));
  const output = severalOutput(shares);
  if (output === undefined) {
    const closed = plainOutput(name, {
      is: 'closed',
      because:
        other === undefined
          ? 'No open pull request that the check is asked of has this commit as its head'
          : `This commit is judged under the name ${other} now`,
    });
    return { name, blocking: closed, digest: digest(closed) };
  }
  const parts = Object.fromEntries(parties.map(({ row, answer }) => [row.key, answer.digest]));
  const since = parties.map(({ answer }) => readyAt(answer));
  const isReady = !since.includes(undefined);
  if (!isReady && !letsGo(output)) return { name, blocking: output, digest: digest(parts) };
  const settling = plainOutput(name, { is: 'settling', output });
  const isQueued = parties.some(({ row }) => row.kind === 'merge-group');
  const wish = { name, blocking: isQueued ? inProgress(settling) : settling, digest: digest({ settling: parts }) };
  if (!isReady) return wish;
  const from = new Date(Math.max(...since.map((each) => epochOf(each ?? '')))).toISOString();
  return { ...wish, green: { output, from, digest: digest({ green: parts }) } };
}

function letsGo(output: CheckRunOutput): boolean {
  return output.status === 'completed' && output.conclusion === 'success';
}

/** From when on an answer may let a commit go. */
function readyAt({ goSince, settle, output }: Answer): string | undefined {
  if (goSince === null || !letsGo(output)) return undefined;
  return secondsAfter(goSince, settle);
}
