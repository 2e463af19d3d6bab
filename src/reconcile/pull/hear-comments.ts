import type { Policy } from '../../checklist/policy.ts';
import { epochOf, parseInstant } from '../../ground/instant.ts';
import { readCommands } from '../../ledger/commands/read.ts';
import { type Heard, hear } from '../../ledger/hear.ts';
import type { Named } from '../../ledger/named.ts';
import type { Person, Statement } from '../../ledger/statement.ts';
import { asRead } from '../../verdict/as-read.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { handlesOf } from '../../views/board/handles.ts';
import type { Fact } from '../ports/tasks.ts';
import type { KnownHead } from './memory.ts';

export type Comment = Extract<Fact, { is: 'created' }>;

export interface CommentHearing {
  readonly comments: readonly Comment[];
  readonly policy: Pick<Policy, 'checklist'>;
  readonly repoId: number;
  readonly subject: string;
  /** As it stood when somebody read it last. */
  readonly verdict: Verdict | undefined;
  readonly heads: readonly KnownHead[];
  /** Whom logins mean, in lower case. */
  readonly people: ReadonlyMap<string, Person>;
}

export interface CommentHeard {
  readonly comment: Comment;
  readonly heard: readonly Heard[];
}

/** Programs are not listened to, nor is what cannot hold a command. */
export function maySpeak({ by, body }: Pick<Comment, 'by' | 'body'>): boolean {
  return by.kind === 'human' && body.includes('gonogo');
}

/** What comments ask for. Programs are not listened to. */
export function hearComments(hearing: CommentHearing): CommentHeard[] {
  const { comments, policy, repoId, verdict } = hearing;
  const spoken = comments.filter(maySpeak);
  if (spoken.length === 0) return [];
  const { items } = policy.checklist;
  const named = namesOf(policy);
  const verdicts = new Map(verdict?.items.map((item) => [item.id, item]));
  const read = new Map(
    items.map((item) => {
      const of = verdicts.get(item.id);
      return [item.id, asRead(item, { repoId, ...(of && { verdict: of }) })];
    }),
  );
  return spoken.flatMap((comment) => {
    const heard = hear(comment.body, { named, items: read, occasion: occasionOf(comment, hearing) });
    return heard.length === 0 ? [] : [{ comment, heard }];
  });
}

/** Logins that commands speak of, in lower case. */
export function namesIn(comments: readonly Comment[]): string[] {
  const spoken = comments.filter(maySpeak);
  const named = spoken.flatMap(({ body }) => readCommands(body).commands.flatMap(({ to }) => to?.toLowerCase() ?? []));
  return [...new Set(named)].filter((name) => name !== 'me');
}

export function statementsIn(all: readonly CommentHeard[]): Statement[] {
  return all.flatMap(({ heard }) => heard.flatMap((each) => (each.is === 'said' ? each.said.statements : [])));
}

function namesOf({ checklist: { items } }: Pick<Policy, 'checklist'>): Named[] {
  const handles = handlesOf(items);
  return items.map(({ id, title, path }) => ({
    id,
    title,
    handle: handles.get(id) ?? id,
    sections: path.map((place) => place.id),
  }));
}

/** It speaks of the commit that was the head when it was written; of none that counts where that is not known. */
function occasionOf({ comment, by, at, url }: Comment, { heads, subject, people }: CommentHearing) {
  const head = heads.findLast((each) => epochOf(each.at) <= epochOf(at));
  return {
    comment,
    by: { id: by.id, login: by.login },
    at: parseInstant(at),
    head: head?.sha ?? 'unknown',
    tree: head?.tree ?? 'unknown',
    scope: { subject },
    link: url,
    people,
  };
}
