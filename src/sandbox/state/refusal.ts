interface ByHand {
  readonly status: number;
  readonly message: string;
  /** What holds, for docs/sandbox.md. */
  readonly says: string;
}

const failed = 'Validation Failed';

/** What GitHub does beyond what its published descriptions say. Written by hand, each with its answer. */
export const byHand = {
  'bad-credentials': {
    status: 401,
    message: 'Bad credentials',
    says: 'An unknown, expired or revoked token is refused, also for public data.',
  },
  'needs-authentication': { status: 401, message: 'Requires authentication', says: 'Writing needs a token.' },
  'needs-jwt': {
    status: 401,
    message: 'A JSON web token could not be decoded',
    says: 'The endpoints of an App need a JWT signed with its key, valid for at most ten minutes and not from the future.',
  },
  membership: {
    status: 403,
    message: 'You must be an admin or a maintainer of this team.',
    says: 'Teams are changed by owners of the organisation and by maintainers of the team; anybody may leave. Strangers see neither teams nor members.',
  },
  'not-found': { status: 404, message: 'Not Found', says: 'What the caller may not see is answered as if it were not there.' },
  integration: {
    status: 403,
    message: 'Resource not accessible by integration',
    says: 'A token of an installation without the permission, or for another repository, is refused.',
  },
  'needs-app': {
    status: 403,
    message: 'You must authenticate via a GitHub App.',
    says: 'Check runs and check suites are written by Apps only.',
  },
  'other-app': {
    status: 403,
    message: 'Invalid app_id - check run can only be modified by the GitHub App that created it.',
    says: 'A check run is changed only by the App that made it.',
  },
  role: {
    status: 403,
    message: 'Must have admin rights to Repository.',
    says: 'A person with too low a role is refused; editing the comment of another needs write.',
  },
  archived: { status: 403, message: 'Repository was archived so is read-only.', says: 'An archived repository is read-only.' },
  locked: {
    status: 403,
    message: 'Unable to create comment because issue is locked.',
    says: 'A locked conversation takes comments from writers only.',
  },
  suspended: {
    status: 403,
    message: 'This installation has been suspended',
    says: 'A suspended installation gets no tokens, and its tokens do nothing.',
  },
  body: {
    status: 422,
    message: failed,
    says: 'A comment or issue body holds at most 262,144 bytes, and is not empty where it must say something.',
  },
  'output-limit': {
    status: 422,
    message: 'Invalid request.',
    says: 'The summary and the text of a check hold at most 65,535 characters each.',
  },
  'conclusion-needed': {
    status: 422,
    message: 'Invalid request.\n\nConclusion is required when status is completed.',
    says: 'A check run that is completed has a conclusion.',
  },
  'completed-check': {
    status: 422,
    message: 'Invalid request.\n\nA completed check run cannot be reopened.',
    says: 'A completed check run does not go back to queued or in progress.',
  },
  'stale-only': {
    status: 422,
    message: 'Invalid request.\n\nstale is set by GitHub only.',
    says: 'The conclusion stale is set by GitHub only.',
  },
  'no-commit': {
    status: 422,
    message: 'No commit found for SHA',
    says: 'Checks and statuses are for commits that the repository has.',
  },
  reference: { status: 422, message: 'Reference does not exist', says: 'A reference that is changed must be there.' },
  'reference-exists': { status: 422, message: 'Reference already exists', says: 'A reference that is made must not be there.' },
  'not-fast-forward': { status: 422, message: 'Update is not a fast forward', says: 'A branch goes back only when forced.' },
  'rule-violation': {
    status: 422,
    message: 'Repository rule violations found',
    says: 'Rulesets hold for pushes and for the merge button alike; who may bypass them does.',
  },
  'invalid-field': {
    status: 422,
    message: failed,
    says: 'A field that names what is not there, or has no usable value, is named in errors.',
  },
  'no-commits-between': {
    status: 422,
    message: failed,
    says: 'A pull request needs at least one commit and there is one open for each pair of branches.',
  },
  'own-review': {
    status: 422,
    message: 'Unprocessable Entity',
    says: 'Nobody approves, or asks for changes of, a pull request of their own.',
  },
  'review-state': {
    status: 422,
    message: 'Unprocessable Entity',
    says: 'A review is submitted once and one of a person is pending at a time; only a verdict is dismissed; those are asked for one who may read, and never the author.',
  },
  'wrong-sha': {
    status: 409,
    message: 'is at another commit',
    says: 'A file is replaced only by who names the blob that stands there.',
  },
  'head-modified': {
    status: 409,
    message: 'Head branch was modified. Review and try the merge again.',
    says: 'A merge that names a head is refused when the head moved.',
  },
  conflict: { status: 409, message: 'Merge conflict', says: 'Branches that cannot be merged are refused.' },
  'not-mergeable': {
    status: 405,
    message: 'Pull Request is not mergeable',
    says: 'Drafts, closed or conflicting pull requests are not merged; a method that rules forbid is refused.',
  },
  'too-many-annotations': {
    status: 422,
    message: 'Invalid request.',
    says: 'At most 50 annotations come with one request, and they add up.',
  },
  release: {
    status: 422,
    message: failed,
    says: 'A published release has a tag of its own, which is made of a commit that is there; its notes hold at most 125,000 characters.',
  },
  environment: {
    status: 422,
    message: failed,
    says: 'An environment has at most six reviewers who may read, six Apps that are installed with deployments: write and listen for what they are asked, and thirty days of waiting.',
  },
  contexts: {
    status: 409,
    message: 'Conflict: Commit status checks failed',
    says: 'A deployment needs the commit statuses it names, or all of them; checks do not count. It merges the default branch first, unless told not to.',
  },
  'active-deployment': {
    status: 422,
    message: 'We cannot delete an active deployment unless it is the only deployment in a given repository.',
    says: 'A deployment goes when it is inactive, or alone.',
  },
  'not-waiting': {
    status: 422,
    message: 'No pending deployment requests to approve or reject',
    says: 'Only what waits at an environment is let in or turned away, once.',
  },
  'not-reviewer': {
    status: 422,
    message: 'User is not a required reviewer of this environment',
    says: 'Reviewers of the environment let a deployment in; where self review is prevented, not those who started it.',
  },
  'not-gate': {
    status: 403,
    message: 'Resource not accessible by integration',
    says: 'An App answers for its own deployment protection rule only.',
  },
  'gate-comment': {
    status: 422,
    message: 'Comment is too long (maximum is 1024 characters)',
    says: 'A deployment protection rule comments in at most 1,024 characters, and ten times at most before its answer.',
  },
  redelivery: {
    status: 422,
    message: 'Delivery is too old to be redelivered',
    says: 'A delivery can be sent again for three days; never by itself.',
  },
  'run-state': {
    status: 403,
    message: 'This workflow is already running',
    says: 'Only a run that is over and not older than a month is run again, and its failed jobs only where there are some.',
  },
  'run-over': { status: 409, message: 'The run is over', says: 'A run that is over is not cancelled and uploads nothing.' },
  artifact: {
    status: 400,
    message: 'The artifact is not valid',
    says: 'An artifact has a name without separators, at most 256 MiB and 65,535 files, and 500 of them come from one attempt.',
  },
  'artifact-twin': {
    status: 409,
    message: 'an artifact with this name already exists on the workflow run',
    says: 'A name is taken once in an attempt of a run, unless it overwrites.',
  },
  'artifact-gone': { status: 410, message: 'Artifact has expired', says: 'What an expired artifact held is gone.' },
  'auto-merge': {
    status: 422,
    message: 'Pull request Pull request is in clean status',
    says: 'Auto-merge is for what is open, no draft and not ready yet; it bypasses no rule, and ends with another base.',
  },
  queue: {
    status: 422,
    message: 'The pull request cannot be queued',
    says: 'Only what the button would merge is queued, once, and only where rules ask for a merge queue.',
  },
  permissions: {
    status: 422,
    message: 'The permissions requested are not granted to this installation.',
    says: 'An installation token has at most what was accepted, for at most the repositories that were chosen.',
  },
} satisfies Record<string, ByHand>;

export type RuleName = keyof typeof byHand;

export interface FieldError {
  readonly resource: string;
  readonly code: string;
  readonly field?: string;
  readonly message?: string;
  readonly value?: unknown;
}

/** A request that GitHub answers with an error. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;

  constructor(status: number, message: string, errors?: readonly FieldError[]) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.errors = errors;
  }
}

export function refusal(
  rule: RuleName,
  more: { readonly message?: string; readonly errors?: readonly FieldError[] } = {},
): Refusal {
  const { status, message } = byHand[rule];
  return new Refusal(status, more.message ?? message, more.errors);
}
