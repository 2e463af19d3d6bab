import { isSatisfied } from '../verdict/outcome.ts';
import type { Decision, GateAnswer, ItemVerdict, State, Verdict } from '../verdict/verdict.ts';

/** What a text means; a door knows which colour that is. */
export type Tone = 'good' | 'bad' | 'unsure' | 'todo' | 'muted' | 'strong';

export interface Mark {
  /** One column on a terminal. */
  readonly sign: string;
  /** For pages. */
  readonly icon: string;
  /** Always beside the sign: a colour or a picture alone says nothing to many people. */
  readonly word: string;
  readonly tone: Tone;
}

export const marks = {
  open: { sign: '☐', icon: '⬜', word: 'open', tone: 'todo' },
  ticked: { sign: '✓', icon: '☑️', word: 'ticked', tone: 'good' },
  signed: { sign: '✓', icon: '✍️', word: 'signed', tone: 'good' },
  passed: { sign: '✓', icon: '✅', word: 'passed', tone: 'good' },
  failed: { sign: '✗', icon: '❌', word: 'failed', tone: 'bad' },
  waiting: { sign: '…', icon: '⏳', word: 'waiting', tone: 'todo' },
  'cannot-tell': { sign: '?', icon: '❓', word: 'cannot tell', tone: 'unsure' },
  stale: { sign: '↻', icon: '🔁', word: 'asked again', tone: 'todo' },
  waived: { sign: '~', icon: '🟡', word: 'WAIVED', tone: 'unsure' },
  'not-applicable': { sign: '–', icon: '➖', word: 'N/A', tone: 'muted' },
  standing: { sign: '✓', icon: '📌', word: 'standing', tone: 'good' },
} as const satisfies { readonly [S in State]: Mark };

const doesNotApply: Mark = { sign: '·', icon: '▫️', word: 'does not apply now', tone: 'muted' };
const debt: Mark = { sign: '!', icon: '🟠', word: 'DEBT', tone: 'unsure' };
const notYetEnforced: Mark = { sign: '!', icon: '🟠', word: 'not enforced yet', tone: 'unsure' };

/** The mark of an item: its state's, unless its condition is false or its lack is tolerated for a while. */
export function markOf(item: ItemVerdict): Mark {
  if (!item.applies) return doesNotApply;
  if (isSatisfied(item.state)) return marks[item.state];
  if (item.tolerated?.kind === 'debt') return debt;
  if (item.tolerated !== undefined) return notYetEnforced;
  return marks[item.state];
}

const results = {
  pass: marks.passed,
  fail: marks.failed,
  'cannot-tell': marks['cannot-tell'],
  'not-applicable': marks['not-applicable'],
} as const satisfies { readonly [R in GateAnswer['judgement']['result']]: Mark };

/** The mark of a gate's own answer, whatever the item makes of it. */
export function markOfAnswer({ state, judgement }: GateAnswer): Mark {
  return state === 'waiting' ? marks.waiting : results[judgement.result];
}

/** For what is no item. */
export const decisionSigns = {
  go: marks.passed,
  'no-go': marks.failed,
  'cannot-tell': marks['cannot-tell'],
  waiting: marks.open,
} as const satisfies { readonly [D in Decision]: Mark };

/** The sign of the whole answer: a go by a broken glass is not that of any other. */
export function signOfAnswer({ decision, emergency }: Pick<Verdict, 'decision' | 'emergency'>): string {
  return emergency === undefined ? decisionSigns[decision].sign : '!';
}

export const decisionTones = {
  go: 'good',
  waiting: 'todo',
  'no-go': 'bad',
  'cannot-tell': 'unsure',
} as const satisfies { readonly [D in Decision]: Tone };
