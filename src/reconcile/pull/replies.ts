import type { Policy } from '../../checklist/policy.ts';
import type { Refusal } from '../../ledger/commands/command.ts';
import type { Heard } from '../../ledger/hear.ts';
import type { Statement } from '../../ledger/statement.ts';
import type { Facts } from '../../verdict/facts.ts';
import { mayAct, whoDoes } from '../../verdict/people.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { handlesOf } from '../../views/board/handles.ts';
import type { Part } from '../../views/budget.ts';
import { explainPart } from '../../views/replies/explain.ts';
import { helpPart, usagePart } from '../../views/replies/help.ts';
import { calledOf, type Known } from '../../views/replies/known.ts';
import { mineParts } from '../../views/replies/mine.ts';
import { emergencyPart, heldPart, releasedPart, waivedPart } from '../../views/replies/notices.ts';
import { notAllowedPart, refusedPart } from '../../views/replies/refused.ts';
import { answerFor, replyBody } from '../../views/replies/reply.ts';
import { statusPart } from '../../views/replies/status.ts';
import type { CommentHeard } from './hear-comments.ts';
import type { Outgoing, Told } from './memory.ts';
import { isOutsider, notAllowed, refusedKey } from './rights.ts';

export interface ReplyInput {
  readonly policy: Policy;
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly now: string;
  readonly told: Told;
  readonly isPublic: boolean;
  /** On record until now. */
  readonly said: readonly Statement[];
}

export interface Replies {
  readonly outgoing: readonly Outgoing[];
  readonly told: Told;
}

/** By this a reply is known again after a crash between saying it and noting it. */
export function replyMarker(comment: number): string {
  return `<!-- gonogo-reply to=${comment} -->`;
}

/** What each comment is answered: one reply for all that needs words, or one reaction. A stranger gets one sign a day. */
export function repliesTo(comments: readonly CommentHeard[], input: ReplyInput): Replies {
  const day = input.now.slice(0, 10);
  const outsiders = new Map(Object.entries(input.told.outsiders).filter(([, told]) => told === day));
  const outgoing = comments.flatMap((each): Outgoing[] => {
    const { by, comment } = each.comment;
    if (!isOutsider(by, input)) return answersTo([each], input);
    if (outsiders.has(String(by.id)) || outsiders.size >= mostOutsiders) return [];
    outsiders.set(String(by.id), day);
    return [{ is: 'reaction', to: comment, content: 'confused' }];
  });
  return { outgoing, told: { ...input.told, outsiders: Object.fromEntries(outsiders) } };
}

/** Without those that were heard before: they were answered then, and who sends a delivery again under another name makes us say nothing. */
export function notOnRecord(comments: readonly CommentHeard[], known: readonly Statement[]): CommentHeard[] {
  const keys = new Set(known.map(({ key }) => key));
  return comments.filter(({ heard }) => {
    const said = heard.flatMap((each) => (each.is === 'said' ? each.said.statements : []));
    return said.length === 0 || !said.every(({ key }) => keys.has(key) || keys.has(refusedKey(key)));
  });
}

/** Somebody who has to do with the release wants everything looked at again. */
export function asksAgain(
  comments: readonly CommentHeard[],
  input: Omit<ReplyInput, 'told' | 'now' | 'verdict' | 'said'>,
): boolean {
  return comments.some(
    ({ comment: { by }, heard }) =>
      heard.some((each) => each.is === 'asked' && each.command.verb === 'recheck') && !isOutsider(by, input),
  );
}

/** So many strangers are answered on one day. */
const mostOutsiders = 20;

function answersTo(comments: readonly CommentHeard[], input: ReplyInput): Outgoing[] {
  const handles = handlesOf(input.policy.checklist.items);
  const items = new Map(input.policy.checklist.items.map((item) => [item.id, item]));
  const known: Known = { verdict: input.verdict, items, handles, people: input.policy.people, now: input.now };
  return comments.map(({ comment: { comment, by }, heard }): Outgoing => {
    const parts = heard.flatMap((each) => partsOf(each, { known, input, asker: by.login, id: by.id }));
    const refusals = heard.flatMap((each): Refusal[] => (each.is === 'refused' ? [each.refusal] : []));
    const all = refusals.length === 0 ? parts : [...parts, refusedPart(refusals)];
    if (all.length === 0) return { is: 'reaction', to: comment, content: '+1' };
    return { is: 'reply', to: comment, body: `${replyBody(all)}\n\n${replyMarker(comment)}` };
  });
}

interface Asking {
  readonly known: Known;
  readonly input: ReplyInput;
  readonly asker: string;
  readonly id: number;
}

function partsOf(heard: Heard, asking: Asking): Part[] {
  if (heard.is === 'refused') return [];
  if (heard.is === 'asked') return askedParts(heard, asking);
  const { input, known } = asking;
  const { statements } = heard.said;
  const called = (id: string) => calledOf({ id, title: known.items.get(id)?.title ?? id }, known);
  const refused = notAllowed(heard.command.verb, statements, { ...input, called });
  if (refused.length > 0) return [notAllowedPart(refused, known.people)];
  return answerFor(heard) === 'reply' ? saidParts(statements, asking) : [];
}

function askedParts({ command, items }: Extract<Heard, { is: 'asked' }>, { known, input, asker, id }: Asking): Part[] {
  const { verb, about } = command;
  if (verb === 'status') return [statusPart(known)];
  if (verb === 'help') return [about === undefined ? helpPart() : usagePart(about)];
  if (verb === 'mine') return mineParts({ login: asker, may: itemsFor(id, asker, input) }, known);
  if (verb !== 'explain') return [];
  return items.flatMap((item) => {
    const verdict = known.verdict.items.find((each) => each.id === item.id);
    return verdict === undefined ? [] : [explainPart(verdict, known)];
  });
}

function itemsFor(id: number, login: string, { policy, facts }: ReplyInput): ReadonlySet<string> {
  const may = policy.checklist.items.filter(({ proof }) => {
    const who = whoDoes(proof);
    return who !== undefined && mayAct({ id, login }, who, { policy, facts }) === 'yes';
  });
  return new Set(may.map((item) => item.id));
}

function saidParts(statements: readonly Statement[], { known, input }: Asking): Part[] {
  const [first] = statements;
  if (first?.act === 'hold') return [heldPart(first)];
  if (first?.act === 'release-hold') return [releasedPart(first, known)];
  if (first?.act === 'waive') return [waivedPart(statements, known)];
  const { emergency } = input.verdict;
  return first?.act === 'break-glass' && emergency !== undefined ? [emergencyPart(emergency, known)] : [];
}
