import type { Proof } from '../checklist/model.ts';
import { linkIn } from '../ledger/evidence-link.ts';
import type { Statement } from '../ledger/statement.ts';
import type { GateAnswer, State, Voice } from './verdict.ts';

/** What an item's own proof says, before exemptions and dependencies. */
export interface Proved {
  readonly state: State;
  readonly because: string;
  readonly next?: string;
  readonly voices: readonly Voice[];
  readonly answer?: GateAnswer;
  readonly renewBy?: string;
  /** Enough people spoke, whether or not their word counts yet: its box is ticked. */
  readonly answered?: true;
}

export type ProofBy<B extends Proof['by']> = Extract<Proof, { by: B }>;

export function unmappedRole(role: string): Proved {
  return {
    state: 'cannot-tell',
    because: `nobody is named for the role ${role}`,
    next: `Add people.${role} to .github/gonogo.yml, with a team or users.`,
    voices: [],
  };
}

export function cannotVerify(statement: Statement, who: string): Proved {
  return {
    state: 'cannot-tell',
    because: `${statement.by.login} spoke, but it could not be verified that they are ${who}`,
    next: 'It is looked up again; or somebody else who may answers.',
    voices: [],
    answered: true,
  };
}

export function voiceOf(statement: Statement, act: Voice['act']): Voice {
  const { by, at, reason, until } = statement;
  return { by, at, act, ...(reason !== undefined && { reason }), ...(until !== undefined && { until }) };
}

export function names(voices: readonly Voice[]): string {
  return [...new Set(voices.map(({ by }) => by.login))].join(', ');
}

/** Where an item asks for it, a tick without the address of what proves it is none. */
export function hasEvidence({ evidence }: ProofBy<'person'>): (statement: Statement) => boolean {
  return ({ reason }) => evidence === undefined || linkIn(reason) !== undefined;
}
