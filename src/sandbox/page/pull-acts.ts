import { mergePull, updateBranch } from '../state/merging.ts';
import type { MergeMethod, PullRequest } from '../state/model.ts';
import { addReview, closePull, type ReviewWish, reopenPull, setDraft } from '../state/pulls.ts';
import { dequeue, enqueue } from '../state/queue.ts';
import { refusal } from '../state/refusal.ts';
import { allowed, field, type Sent } from './acts.ts';
import { addressOfIssue } from './pieces.ts';

const states: readonly ReviewWish['state'][] = ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED'];
const methods: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];

/** What only pull requests have. */
export const onPull: Readonly<Record<string, (sent: Sent, issue: PullRequest) => string>> = {
  review: (sent, issue) => {
    const state = states.find((each) => each === field(sent, 'state'));
    if (state === undefined)
      throw refusal('invalid-field', { errors: [{ resource: 'PullRequestReview', code: 'invalid', field: 'state' }] });
    const act = state === 'COMMENTED' ? 'review' : 'judge';
    const author = allowed(sent, { act, repo: issue.repo, author: issue.author });
    const body = field(sent, 'body');
    if (state !== 'APPROVED' && body.trim() === '') {
      throw refusal('invalid-field', { errors: [{ resource: 'PullRequestReview', code: 'missing_field', field: 'body' }] });
    }
    // The review is of what was looked at, even when more was pushed meanwhile.
    const seen = field(sent, 'sha');
    const commit = issue.repo.store.commits.has(seen) ? seen : issue.pull.headSha;
    return `${addressOfIssue(issue)}#pullrequestreview-${addReview(sent.world, issue, { author, state, body, commit }).id}`;
  },
  merge: (sent, issue) => {
    const sender = allowed(sent, { act: 'merge', repo: issue.repo });
    const method = methods.find((each) => each === field(sent, 'method'));
    if (method === undefined) throw refusal('not-mergeable', { message: 'No such way to merge.' });
    const sha = field(sent, 'sha');
    mergePull(sent.world, issue, { sender, method, ...(sha !== '' && { sha }) });
    return `${addressOfIssue(issue)}#merge`;
  },
  enqueue: (sent, issue) => {
    const sender = allowed(sent, { act: 'merge', repo: issue.repo });
    const sha = field(sent, 'sha');
    enqueue(sent.world, issue, { sender, ...(sha !== '' && { sha }) });
    return `${addressOfIssue(issue)}#merge`;
  },
  dequeue: (sent, issue) => {
    dequeue(sent.world, issue, allowed(sent, { act: 'merge', repo: issue.repo }));
    return `${addressOfIssue(issue)}#merge`;
  },
  update: (sent, issue) => {
    const sender = allowed(sent, { act: 'push', repo: issue.pull.head.repo });
    updateBranch(sent.world, issue, sender);
    return `${addressOfIssue(issue)}#merge`;
  },
  draft: (sent, issue) => {
    const sender = allowed(sent, { act: 'edit', repo: issue.repo, author: issue.author });
    setDraft(sent.world, issue, { draft: field(sent, 'draft') !== '', sender });
    return `${addressOfIssue(issue)}#merge`;
  },
  state: (sent, issue) => {
    const sender = allowed(sent, { act: 'edit', repo: issue.repo, author: issue.author });
    if (field(sent, 'state') === 'open') reopenPull(sent.world, issue, sender);
    else closePull(sent.world, issue, { sender });
    return `${addressOfIssue(issue)}#merge`;
  },
};
