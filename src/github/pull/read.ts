import { readActor } from '../actor.ts';
import {
  bigId,
  flag,
  listOf,
  mapped,
  moment,
  oid,
  oneOf,
  orNull,
  type Read,
  type Reader,
  shaped,
  text,
  whole,
} from '../client/shape.ts';
import { readEntry } from '../objects/entry.ts';

export interface List<T> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly T[];
}

const pageInfo = shaped({ hasNextPage: flag, endCursor: orNull(text) });

export function list<T>(read: Reader<T>): Reader<List<T>> {
  return shaped({ totalCount: whole, pageInfo, nodes: listOf(read) });
}

const nodesOf = <T>(read: Reader<T>): Reader<readonly T[]> => mapped(shaped({ nodes: listOf(read) }), ({ nodes }) => nodes);

const state = oneOf('OPEN', 'CLOSED', 'MERGED');
export const readLabel = shaped({ name: text });
export const readLabelled = shaped({ label: readLabel });

export const readSuite = shaped({
  databaseId: bigId,
  status: text,
  updatedAt: moment,
  workflowRun: orNull(shaped({ databaseId: bigId })),
});
export type Suite = Read<typeof readSuite>;

const signer = orNull(shaped({ user: readActor }));
export const readAuthors = shaped({ totalCount: whole, nodes: listOf(signer) });
export const readCommit = shaped({ commit: shaped({ oid, authors: readAuthors, committer: signer }) });
export type Commit = Read<typeof readCommit>['commit'];

export const readReview = shaped({
  fullDatabaseId: bigId,
  state: oneOf('APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'),
  submittedAt: moment,
  url: text,
  author: readActor,
  commit: orNull(shaped({ oid, tree: shaped({ oid }) })),
});

const pulseParts = {
  number: whole,
  state,
  isDraft: flag,
  createdAt: moment,
  headRefOid: oid,
  headRefName: text,
  baseRefName: text,
  author: readActor,
  headRepository: orNull(shaped({ databaseId: bigId })),
  labels: list(readLabel),
  lastMoved: nodesOf(shaped({ createdAt: moment })),
  lastLabelled: nodesOf(shaped({ id: text })),
  comments: nodesOf(shaped({ fullDatabaseId: bigId, author: readActor })),
  reviews: shaped({ totalCount: whole, nodes: listOf(shaped({ fullDatabaseId: bigId, state: text })) }),
  last: shaped({
    totalCount: whole,
    nodes: listOf(shaped({ commit: shaped({ oid, suites: list(readSuite) }) })),
  }),
};

const place = { databaseId: bigId, name: text, owner: shaped({ login: text }) };
const bareTip = orNull(shaped({ name: text, target: shaped({ oid }) }));

const readEditTimes = shaped({ editedAt: moment, deletedAt: orNull(moment), editor: readActor });
const boardPulse = orNull(
  shaped({
    kind: text,
    isMinimized: orNull(flag),
    userContentEdits: orNull(shaped({ nodes: listOf(readEditTimes) })),
  }),
);

const readSame = shaped({
  number: whole,
  state,
  headRefOid: oid,
  baseRefName: text,
  repository: shaped({ databaseId: bigId }),
});
const same = nodesOf(
  shaped({ commit: shaped({ associatedPullRequests: orNull(shaped({ totalCount: whole, nodes: listOf(readSame) })) }) }),
);

export const readPulse = shaped({
  repository: shaped({ ...place, defaultBranchRef: bareTip, pullRequest: shaped({ ...pulseParts, baseRef: bareTip, same }) }),
  boards: listOf(boardPulse),
});
export type FoundPulse = Read<typeof readPulse>;

/** What the digest is made of, in the snapshot and in the smaller query alike. */
export interface Pulse {
  readonly repository: Omit<FoundPulse['repository'], 'pullRequest'> & {
    readonly pullRequest: Omit<FoundPulse['repository']['pullRequest'], 'same'>;
  };
  readonly boards: FoundPulse['boards'];
}

const tip = orNull(
  shaped({
    name: text,
    target: shaped({ oid, tree: shaped({ oid }), folder: readEntry, config: readEntry }),
  }),
);
export type FoundTip = Read<typeof tip>;

export const readEdit = shaped({
  createdAt: moment,
  editedAt: moment,
  deletedAt: orNull(moment),
  diff: orNull(text),
  editor: readActor,
});
export type Edit = Read<typeof readEdit>;

const readBoard = shaped({
  kind: text,
  id: text,
  fullDatabaseId: bigId,
  url: text,
  body: text,
  isMinimized: flag,
  createdAt: moment,
  includesCreatedEdit: flag,
  author: readActor,
  userContentEdits: list(readEdit),
});
export type FoundBoard = Read<typeof readBoard>;

const readRun = shaped({
  databaseId: bigId,
  name: text,
  externalId: orNull(text),
  status: text,
  conclusion: orNull(text),
  url: text,
});
export type FoundRun = Read<typeof readRun>;

const ownParts = { tree: shaped({ oid }), committedDate: moment, own: list(shaped({ checkRuns: list(readRun) })) };

export const readPull = shaped({
  repository: shaped({
    ...place,
    isPrivate: flag,
    defaultBranchRef: tip,
    pullRequest: shaped({
      ...pulseParts,
      url: text,
      baseRef: tip,
      labelled: list(readLabelled),
      commits: list(readCommit),
      opinions: list(readReview),
      head: nodesOf(shaped({ commit: shaped(ownParts) })),
    }),
  }),
  boards: listOf(orNull(readBoard)),
});
export type FoundPull = Read<typeof readPull>;

export const readHead = shaped({
  repository: shaped({ databaseId: bigId, object: orNull(shaped({ oid, ...ownParts, suites: list(readSuite) })) }),
});
