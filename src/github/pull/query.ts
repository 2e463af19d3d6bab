import { actorFields } from '../actor.ts';
import { entryFields } from '../objects/entry.ts';

export const configPath = '.github/gonogo.yml';

const edits = `totalCount pageInfo { hasNextPage endCursor }
  nodes { createdAt editedAt deletedAt diff editor { ${actorFields} } }`;

const suite = 'databaseId status updatedAt workflowRun { databaseId }';
const commit = `oid authors(first: 25) { totalCount nodes { user { kind: __typename login databaseId } } } committer { user { kind: __typename login databaseId } }`;
const pages = 'totalCount pageInfo { hasNextPage endCursor }';

const moved = '... on BaseRefChangedEvent { createdAt } ... on AutomaticBaseChangeSucceededEvent { createdAt }';

/** Everything that the digest of a pull request is made of. */
const pulse = `number state isDraft createdAt headRefOid headRefName baseRefName
  author { ${actorFields} } headRepository { databaseId } baseRef { name target { oid } }
  labels(first: 100) { ${pages} nodes { name } }
  lastMoved: timelineItems(itemTypes: [BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT], last: 1) { nodes { ${moved} } }
  lastLabelled: timelineItems(itemTypes: [LABELED_EVENT], last: 1) { nodes { ... on LabeledEvent { id } } }
  comments(last: 100) { nodes { fullDatabaseId author { ${actorFields} } } }
  reviews(last: 100) { totalCount nodes { fullDatabaseId state } }
  last: commits(last: 1) { totalCount nodes { commit { oid suites: checkSuites(first: 100) { ${pages} nodes { ${suite} } } } } }`;

const tip = `name target { oid ... on Commit { tree { oid }
  folder: file(path: ".github") { type mode oid } config: file(path: "${configPath}") { ${entryFields} } } }`;

const review = `fullDatabaseId state submittedAt url author { ${actorFields} } commit { oid tree { oid } }`;
const opinions = 'states: [APPROVED, CHANGES_REQUESTED, DISMISSED]';

const run = 'databaseId name externalId status conclusion url';
const own = `tree { oid } committedDate own: checkSuites(filterBy: { appId: $app }, first: 10) { ${pages}
  nodes { checkRuns(filterBy: { checkType: LATEST }, first: 100) { ${pages} nodes { ${run} } } } }`;

const top = '$owner: String!, $name: String!, $number: Int!';
const repository = 'repository(owner: $owner, name: $name)';

export const pullQuery = `query GonogoPull(${top}, $boards: [ID!]!, $app: Int!) {
  ${repository} { databaseId name isPrivate owner { login } defaultBranchRef { ${tip} }
    pullRequest(number: $number) { url ${pulse} baseRef { ${tip} }
      labelled: timelineItems(itemTypes: [LABELED_EVENT], first: 100) { ${pages} nodes { ... on LabeledEvent { label { name } } } }
      commits(first: 100) { ${pages} nodes { commit { ${commit} } } }
      opinions: reviews(first: 100, ${opinions}) { ${pages} nodes { ${review} } }
      head: commits(last: 1) { nodes { commit { ${own} } } }
    } }
  boards: nodes(ids: $boards) { kind: __typename ... on IssueComment { id fullDatabaseId url body isMinimized createdAt includesCreatedEdit
    author { ${actorFields} } userContentEdits(first: 100) { ${edits} } } }
}`;

const sameHead =
  'associatedPullRequests(first: 100) { totalCount nodes { number state headRefOid baseRefName repository { databaseId } } }';

/** The same parts as above, and which other pull requests have the same head. */
export const pulseQuery = `query GonogoPulse(${top}, $boards: [ID!]!) {
  ${repository} { databaseId name owner { login } defaultBranchRef { name target { oid } } pullRequest(number: $number) { ${pulse}
    same: commits(last: 1) { nodes { commit { ${sameHead} } } } } }
  boards: nodes(ids: $boards) { kind: __typename ... on IssueComment { isMinimized
    userContentEdits(first: 100) { nodes { editedAt deletedAt editor { ${actorFields} } } } } }
}`;

export const headQuery = `query GonogoHead($owner: String!, $name: String!, $oid: GitObjectID!, $app: Int!) {
  ${repository} { databaseId object(oid: $oid) { ... on Commit { oid ${own} suites: checkSuites(first: 100) { ${pages} nodes { ${suite} } } } } }
}`;

const further = (fields: string) =>
  `(${top}, $after: String!) { ${repository} { databaseId pullRequest(number: $number) { headRefOid ${fields} } } }`;

export const moreCommits = `query GonogoCommits${further(`list: commits(first: 100, after: $after) { ${pages} nodes { commit { ${commit} } } }`)}`;
export const moreReviews = `query GonogoReviews${further(`list: reviews(first: 100, ${opinions}, after: $after) { ${pages} nodes { ${review} } }`)}`;
export const moreLabels = `query GonogoLabels${further(`list: labels(first: 100, after: $after) { ${pages} nodes { name } }`)}`;
export const moreLabelled = `query GonogoLabelled${further(
  `list: timelineItems(itemTypes: [LABELED_EVENT], first: 100, after: $after) { ${pages} nodes { ... on LabeledEvent { label { name } } } }`,
)}`;

export const moreSuites = `query GonogoSuites($owner: String!, $name: String!, $oid: GitObjectID!, $after: String!) {
  ${repository} { databaseId object(oid: $oid) { ... on Commit { list: checkSuites(first: 100, after: $after) { ${pages} nodes { ${suite} } } } } }
}`;

export const moreEdits = `query GonogoEdits($id: ID!, $after: String!) {
  node(id: $id) { ... on IssueComment { list: userContentEdits(first: 100, after: $after) { ${edits} } } }
}`;

export const allAuthors = `query GonogoAuthors($owner: String!, $name: String!, $oid: GitObjectID!) {
  ${repository} { databaseId object(oid: $oid) { ... on Commit { authors(first: 100) { totalCount nodes { user { kind: __typename login databaseId } } } } } }
}`;
