import type { Policy } from '../../checklist/policy.ts';
import { parseInstant } from '../../ground/instant.ts';
import { declare, type Occasion } from '../../ledger/declare.ts';
import type { Person, Statement } from '../../ledger/statement.ts';
import { asRead } from '../../verdict/as-read.ts';
import type { PullSnapshot, Review } from '../ports/snapshot.ts';
import { refusedKey } from './rights.ts';

export interface ReviewHearing {
  readonly reviews: PullSnapshot['reviews'];
  readonly policy: Pick<Policy, 'checklist'>;
  readonly repoId: number;
  readonly subject: string;
  /** What was said of this subject until now. */
  readonly statements: readonly Statement[];
}

/**
 * One approving review signs everything that its author may sign by one. It is heard once, for the items as they were read then: what a
 * policy asks for later was not approved with it. A review that asks for changes, or that was dismissed, takes back what its author approved
 * until then.
 */
export function hearReviews(hearing: ReviewHearing): Statement[] {
  const known = new Set(hearing.statements.map(({ key }) => key));
  return (hearing.reviews ?? []).flatMap((review) => {
    const { by } = review;
    if (by === null || by.kind !== 'human') return [];
    const [whole, ...about] = spokenIn(review, { id: by.id, login: by.login }, hearing);
    if (whole === undefined || known.has(whole.key) || known.has(refusedKey(whole.key))) return [];
    return [whole, ...about];
  });
}

/** None that counts is of a commit that is no more. */
const noCommit = { sha: 'unknown', tree: 'unknown' };

function spokenIn(review: Review, by: Person, { policy, repoId, subject }: ReviewHearing): Statement[] {
  const { id: comment, at, on, url: link } = review;
  const { sha: head, tree } = on ?? noCommit;
  const occasion: Occasion = { comment, by, at: parseInstant(at), head, tree, scope: { subject }, link };
  const act = review.says === 'approved' ? 'sign' : 'unsign';
  const items = policy.checklist.items.filter(
    ({ proof }) => proof.by === 'sign-off' && (proof.via === 'review' || proof.via === 'word'),
  );
  const about = items.flatMap((item) =>
    declare({ act, via: 'review', about: { id: item.id, item: asRead(item, { repoId }) } }, occasion),
  );
  return [...declare({ act, via: 'review' }, occasion), ...about];
}

/** Where not all of them are told, one that was taken back may be among the others: none counts. */
export function withoutReviews(statements: readonly Statement[]): Statement[] {
  return statements.filter(({ via, act }) => via !== 'review' || act !== 'sign');
}
