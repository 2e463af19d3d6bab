import { itemDigest } from '../checklist/digest.ts';
import type { Item } from '../checklist/model.ts';
import type { Policy } from '../checklist/policy.ts';
import type { Evidence } from '../gates/engine/contract.ts';
import { parseJson } from '../gates/engine/json-text.ts';
import { s } from '../gates/engine/schema.ts';
import { fits, issuesOf } from '../gates/engine/validate.ts';
import { type Problem, ProblemError } from '../ground/problem.ts';
import type { Statement, Subject } from '../ledger/statement.ts';
import type { Facts } from './facts.ts';
import { judge } from './judge.ts';
import { evidenceListSchema, factsSchema, instant, policySchema, statementSchema, subjectSchema } from './recording-schema.ts';
import type { Verdict } from './verdict.ts';

/** A case with everything that it was judged by, so that it can be judged again anywhere. */
export interface Recording {
  readonly format: 'gonogo/recording/1';
  readonly subject: Subject;
  readonly scope: 'all' | 'machine';
  readonly policy: Policy;
  readonly evidence: readonly Evidence[];
  readonly statements: readonly Statement[];
  readonly facts: Facts;
  readonly now: string;
  /** What was answered then. */
  readonly verdict?: Verdict;
}

export const recordingSchema = s.object(
  {
    format: s.oneOf(['gonogo/recording/1']),
    subject: subjectSchema,
    scope: s.oneOf(['all', 'machine']),
    policy: policySchema,
    evidence: evidenceListSchema,
    statements: s.array(statementSchema),
    facts: factsSchema,
    now: instant,
    // Compared, never believed: any object will do.
    verdict: s.optional(s.json<Verdict>({ type: 'object' })),
  },
  { $id: 'gonogo/recording/1' },
);

const mostShown = 20;

export function readRecording(text: string, file: string): Recording {
  const value: unknown = parseJson(text, file);
  if (!fits(recordingSchema, value)) {
    const issues = issuesOf(recordingSchema, value).slice(0, mostShown);
    throw new ProblemError(...issues.map(({ path, message }) => flaw(file, path, message)));
  }
  const changed = value.policy.checklist.items.flatMap((item, at) => (isWhole(item) ? [] : [at]));
  if (changed.length === 0) return value;
  const message = 'the item is not what its digest was made of';
  throw new ProblemError(...changed.slice(0, mostShown).map((at) => flaw(file, `policy.checklist.items.${at}`, message)));
}

/** An item that was loosened by hand would make the answers to it count for another requirement; one too deep for a digest has none. */
function isWhole(item: Item): boolean {
  try {
    return itemDigest(item) === item.digest;
  } catch {
    return false;
  }
}

function flaw(file: string, path: string, message: string): Problem {
  const remedy = 'Record it again with gonogo check --record FILE; a recording is not edited by hand.';
  return { code: 'recording.shape', message, remedy, file, ...(path !== '' && { path }) };
}

/** The answer to a recorded case by the rules of today. */
export function replay(recording: Recording): Verdict {
  return judge(recording);
}

export function writeRecording(recording: Recording): string {
  return `${JSON.stringify(recording, undefined, 2)}\n`;
}
