import type { Subject } from '../ledger/statement.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { clip } from './clip.ts';
import { fixFirst, type Todo } from './order.ts';
import { count } from './plural.ts';
import { spoken, when } from './when.ts';

/** What stands above the list of `fixFirst`. */
export function fixHeading({ decision }: Verdict): string {
  return decision === 'waiting' ? 'What is to do' : 'What to fix first';
}

/** The answer in one line, the same wherever it is shown. Foreign words in it are not yet escaped for any view. */
export function headlineOf(verdict: Verdict): string {
  const note = noteOf(verdict);
  return note === '' ? answer(verdict) : `${answer(verdict)} (${note})`;
}

/** The answer without what changes at each tick: for a page that is written rarely. */
export function answerWord({ decision, emergency, obstacles }: Verdict): string {
  if (emergency !== undefined) return 'EMERGENCY: GO';
  const stop = obstacles.find(({ kind }) => kind === 'hold' || kind === 'freeze')?.kind;
  if (decision === 'waiting' && stop !== undefined) return stop === 'hold' ? 'HELD' : 'FREEZE';
  return { go: 'GO', waiting: 'WAITING', 'no-go': 'NO-GO', 'cannot-tell': 'CANNOT TELL' }[decision];
}

function answer(verdict: Verdict): string {
  const todos = fixFirst(verdict);
  switch (verdict.decision) {
    case 'go':
      return verdict.emergency === undefined ? 'GO' : emergencyGo(verdict.emergency);
    case 'no-go':
      return `NO-GO: ${failed(todos.filter((todo) => todo.urgency === 'no-go'))}`;
    case 'cannot-tell':
      return `CANNOT TELL: ${why(todos.filter((todo) => todo.urgency === 'cannot-tell'))}`;
    case 'waiting':
      return waiting(verdict, todos);
  }
}

function emergencyGo({ by, until, skipped }: NonNullable<Verdict['emergency']>): string {
  return `EMERGENCY: GO by @${by.login} until ${when(until)}, ${count(skipped.length, 'item')} skipped`;
}

function failed(todos: readonly Todo[]): string {
  const [first] = todos;
  const items = todos.filter((todo) => todo.item !== undefined);
  return items.length === 0 && first !== undefined ? first.because : `${items.length} failed`;
}

function why(todos: readonly Todo[]): string {
  const [first, ...more] = todos;
  if (first === undefined) return 'no answer was given';
  if (more.length > 0 && todos.every(({ obstacle }) => obstacle === 'policy')) return `${todos.length} problems in the policy`;
  const reason = first.item === undefined ? first.because : first.title;
  return more.length === 0 ? reason : `${reason.replace(/\.$/, '')}, and ${more.length} more`;
}

/** A hold or a freeze stands above all that is to do, because doing it all would change nothing. */
function waiting({ obstacles }: Verdict, todos: readonly Todo[]): string {
  const hold = obstacles.find(({ kind }) => kind === 'hold');
  if (hold !== undefined) return stopped('HELD', hold.because);
  const freeze = obstacles.find(({ kind }) => kind === 'freeze');
  return freeze === undefined ? `WAITING: ${todos.length} to do` : stopped('FREEZE', freeze.because);
}

/** `held by anna: why` need not say twice that it is held. */
function stopped(word: string, because: string): string {
  const rest = /^(?:held|frozen) (.+)$/s.exec(because)?.[1];
  return spoken(rest === undefined ? `${word}: ${because}` : `${word} ${rest}`);
}

function noteOf({ enforcement, scope }: Verdict): string {
  const notes = [
    ...(scope === 'machine' ? ["the machine's part only"] : []),
    ...(enforcement === 'observe' ? ['observed, blocks nothing'] : []),
  ];
  return notes.join('; ');
}

/** The same where there is little room: the answer is cut, and never that it blocks nothing. */
export function shortHeadline(verdict: Verdict, units: number): string {
  const note = noteOf(verdict);
  const tail = note === '' ? '' : ` (${note})`;
  return clip(answer(verdict), units - tail.length) + tail;
}

/** What was judged, and by which policy. */
export function subtitleOf({ subject, head, policy }: Verdict): string {
  const by =
    policy === null ? 'no readable policy' : `policy: ${policy.commit === 'workspace' ? 'work tree' : short(policy.commit)}`;
  // Where there is no repository there is no commit, and no commit has this name.
  const where = /^0+$/.test(head) ? 'without a commit' : `at ${short(head)}`;
  const title = policy === null ? '' : `${policy.title} · `;
  return `${title}${subjectText(subject)} ${where} · ${by}`;
}

function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case 'pull-request':
      return `pull request #${subject.number}`;
    case 'merge-group':
      return 'merge group';
    case 'release':
      return `release ${subject.tag}`;
    case 'deployment':
      return `deployment to ${subject.environment}`;
    case 'workspace':
      return 'workspace';
  }
}

export function short(sha: string): string {
  return sha.slice(0, 12);
}
