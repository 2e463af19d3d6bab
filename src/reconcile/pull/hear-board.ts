import { statementKey } from '../../ledger/key.ts';
import type { Statement } from '../../ledger/statement.ts';
import { actsOf, declareActs } from '../../views/board/acts.ts';
import type { Arrangement } from '../../views/board/arrangement.ts';
import { type PastBody, readEdit } from '../../views/board/edit.ts';
import type { KnownRevision } from './revisions.ts';

export interface BoardHearing {
  readonly comment: number;
  readonly revisions: readonly KnownRevision[];
  /** Our own account. */
  readonly me: number;
  readonly arrangement: Pick<Arrangement, 'asked' | 'digest'>;
  readonly repoId: number;
  readonly subject: string;
  /** The tree of a commit that the board showed; nothing for one that we do not know. */
  readonly treeOf: (sha: string) => string | undefined;
  readonly url: string;
}

export interface BoardHeard {
  readonly statements: readonly Statement[];
  /** The board is to be written again soon even if its text is right. */
  readonly rewrite: boolean;
  /** What could not be counted, for the log. */
  readonly dropped: readonly string[];
}

/** No commit has this tree, so that what was said on it counts for no other. */
const unknownTree = 'unknown';

/** What the savings say that were not heard yet. Ours and those of programs say nothing. */
export function hearBoard(hearing: BoardHearing): BoardHeard {
  const { revisions, me } = hearing;
  const history: PastBody[] = [];
  const statements: Statement[] = [];
  const dropped: string[] = [];
  let rewrite = false;
  for (const [index, revision] of revisions.entries()) {
    const isOurs = revision.editor?.id === me;
    if (!isOurs && !revision.isStored && index > 0) {
      const heard = hearOne(revision, history, { hearing, before: revisions[index - 1] });
      statements.push(...heard.statements);
      dropped.push(...heard.dropped);
      rewrite ||= heard.rewrite;
    }
    if (revision.body !== null) history.push({ body: revision.body, isOurs });
  }
  return { statements, rewrite, dropped };
}

interface Around {
  readonly hearing: BoardHearing;
  readonly before: KnownRevision | undefined;
}

function hearOne(revision: KnownRevision, history: readonly PastBody[], { hearing, before }: Around): BoardHeard {
  const nothing = (why: string): BoardHeard => ({ statements: [], rewrite: true, dropped: [why] });
  const { editor, body, at } = revision;
  if (editor === null) return nothing('an account that is no more edited it');
  if (body === null) return nothing(`the content of an edit by ${editor.login} was taken out of the history`);
  const from = before?.body ?? revision.from;
  if (typeof from !== 'string') return nothing(`what ${editor.login} changed was taken out of the history`);
  const past = before?.body === null ? [...history, { body: from, isOurs: false }] : history;
  const edit = readEdit({ from, to: body, history: past });
  if (edit.kind === 'unchanged') return { statements: [], rewrite: false, dropped: [] };
  if (edit.kind === 'gap') return nothing(`an edit before that of ${editor.login} is not known`);
  if (edit.kind === 'void') return nothing(`an edit by ${editor.login} counts for nothing: ${edit.because}`);
  if (editor.kind === 'bot') return nothing(`${editor.login} is a program`);
  const { acts, refused } = actsOf(edit, hearing.arrangement);
  const scope = { subject: hearing.subject };
  const by = { id: editor.id, login: editor.login };
  const { head } = edit.marker;
  const tree = hearing.treeOf(head) ?? unknownTree;
  const occasion = { comment: hearing.comment, by, at, head, tree, scope, link: hearing.url };
  const refusals = refused.map(({ item, because }): Statement => {
    const key = statementKey({ comment: hearing.comment, by: by.id, at, item, scope, act: 'refused' });
    return { key, scope, item, act: 'refused', by, at, head, tree, via: 'box', reason: because, link: hearing.url };
  });
  return {
    statements: [...declareActs(acts, { occasion, repoId: hearing.repoId }), ...refusals],
    rewrite: edit.rewrite || refused.length > 0,
    dropped: refused.map(({ item, because }) => `${editor.login} on ${item}: ${because}`),
  };
}
