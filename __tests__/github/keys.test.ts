import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventsWithKeys, keysFor } from '../../src/github/keys.ts';
import type { Delivery } from '../../src/reconcile/ports/store.ts';
import { addCheckRun } from '../../src/sandbox/state/checks.ts';
import { addComment, editComment, removeComment, setLabels } from '../../src/sandbox/state/issues.ts';
import { commitFiles } from '../../src/sandbox/state/pushes.ts';
import { startRun } from '../../src/sandbox/state/runs.ts';
import { town } from '../sandbox/town.ts';
import { hearPayloads } from '../sandbox/webhooks/hear-payloads.ts';

const receivedAt = '2026-11-26T10:00:00Z';
const none = { wanted: [], facts: [], groups: [], places: [], left: [] };
const sha = 'a'.repeat(40);
const base = 'b'.repeat(40);
const place = { installation: 5, repoId: 7, owner: 'acme', name: 'shop' };
const person = { id: 3, login: 'wil', type: 'User' };
const by = { id: 3, login: 'wil', kind: 'human' };

function keys(event: string, payload: object, own = { appId: 9 }) {
  const whole = {
    installation: { id: 5 },
    repository: { id: 7, name: 'shop', owner: { login: 'acme' } },
    sender: person,
    ...payload,
  };
  const delivery: Delivery = { guid: 'g', event, receivedAt, payload: JSON.stringify(whole) };
  return keysFor(delivery, own);
}

function named({ wanted }: ReturnType<typeof keys>): string[] {
  return wanted.map(({ kind, key, isBackground }) => `${kind} ${key}${isBackground ? ', later' : ''}`);
}

const pull = { number: 12, updated_at: '2026-11-26T09:59:58Z', head: { sha } };
const pulls = [
  { number: 12, base: { repo: { id: 7 } } },
  { number: 3, base: { repo: { id: 8 } } },
];

test.each([
  ['pull_request', { action: 'opened', pull_request: pull }, ['pull 7/12']],
  ['pull_request', { action: 'labeled', pull_request: pull }, ['pull 7/12']],
  ['pull_request', { action: 'enqueued', pull_request: pull }, ['pull 7/12']],
  ['pull_request', { action: 'closed', pull_request: pull }, ['pull 7/12', `check 7/${sha}`]],
  ['pull_request', { action: 'edited', pull_request: pull, changes: { title: { from: 'x' } } }, ['pull 7/12']],
  [
    'pull_request',
    { action: 'edited', pull_request: pull, changes: { base: { ref: { from: 'x' } } } },
    ['pull 7/12', `check 7/${sha}`],
  ],
  ['pull_request_review', { action: 'dismissed', pull_request: pull, review: {} }, ['pull 7/12']],
  [
    'check_run',
    { action: 'rerequested', check_run: { id: 4, name: 'gonogo', head_sha: sha, app: { id: 9 } } },
    [`check 7/${sha}`],
  ],
  [
    'check_run',
    { action: 'requested_action', check_run: { id: 4, name: 'gonogo', head_sha: sha, app: { id: 9 } } },
    [`check 7/${sha}`],
  ],
  ['check_run', { action: 'completed', check_run: { id: 4, name: 'gonogo', head_sha: sha, app: { id: 9 } } }, []],
  [
    'check_run',
    { action: 'completed', check_run: { id: 4, name: 'gonogo', head_sha: sha, app: { id: 15368 } } },
    [`check 7/${sha}`],
  ],
  [
    'check_run',
    { action: 'created', check_run: { id: 4, name: 'gonogo observe', head_sha: sha, app: null } },
    [`check 7/${sha}`],
  ],
  [
    'check_run',
    { action: 'completed', check_run: { id: 4, name: 'build', head_sha: sha, app: { id: 15368 } } },
    [`collect 7/at/${sha}`],
  ],
  ['check_suite', { action: 'completed', check_suite: { head_sha: sha, pull_requests: pulls } }, ['pull 7/12', `check 7/${sha}`]],
  [
    'workflow_run',
    { action: 'completed', workflow_run: { head_sha: sha, pull_requests: [] } },
    [`head 7/${sha}`, `check 7/${sha}`],
  ],
  ['status', { sha, context: 'gonogo', state: 'success' }, [`check 7/${sha}`]],
  ['status', { sha, context: 'build' }, [`collect 7/at/${sha}`]],
  ['push', { ref: 'refs/heads/release/1.x' }, ['branch 7/release/1.x']],
  ['push', { ref: 'refs/heads/gh-readonly-queue/main/pr-1-aaa' }, []],
  ['push', { ref: 'refs/tags/v1' }, []],
  ['delete', { ref: 'main', ref_type: 'branch' }, ['branch 7/main']],
  ['create', { ref: 'v1', ref_type: 'tag' }, []],
  ['repository', { action: 'renamed', changes: { repository: {} } }, ['repository 7, later']],
  ['repository', { action: 'edited', changes: { default_branch: { from: 'master' } } }, ['repository 7, later']],
  ['repository', { action: 'edited', changes: { description: { from: '' } } }, []],
  ['member', { action: 'removed', member: person }, ['repository 7, later']],
  ['membership', { action: 'removed', repository: null }, ['installation 5, later']],
  ['organization', { action: 'member_removed', repository: null }, ['installation 5, later']],
  ['repository_ruleset', { action: 'edited' }, ['repository 7, later']],
  ['repository_ruleset', { action: 'edited', repository: null }, ['installation 5, later']],
  ['label', { action: 'deleted' }, ['repository 7, later']],
  ['label', { action: 'created' }, []],
  ['installation', { action: 'suspend', repository: null }, []],
  ['installation', { action: 'new_permissions_accepted', repository: null }, ['installation 5']],
  ['installation_target', { action: 'renamed', repository: null }, ['installation 5']],
  [
    'merge_group',
    { action: 'destroyed', merge_group: { head_sha: sha, base_sha: base, base_ref: 'refs/heads/main' } },
    [`group 7/${sha}`],
  ],
  ['star', { action: 'created' }, []],
  ['constructor', { action: 'created' }, []],
])('%s %j', (event, payload, wanted) => {
  const found = keys(event, payload);
  expect(named(found)).toEqual(wanted);
  expect(found.wanted.every((each) => each.installation === 5 && each.due === receivedAt)).toBe(true);
});

test('who pushed', () => {
  const fact = { is: 'pushed', repoId: 7, number: 12, comment: 0, by, at: pull.updated_at, head: sha };
  expect(keys('pull_request', { action: 'synchronize', pull_request: pull })).toMatchObject({ facts: [fact], places: [place] });
  expect(keys('pull_request', { action: 'labeled', pull_request: pull }).facts).toEqual([]);
});

test('what was said on a pull request, changed and taken away; on an issue it is nothing', () => {
  const comment = {
    id: 21,
    body: '- [x] b',
    html_url: 'u',
    created_at: '2026-11-26T09:00:00Z',
    updated_at: '2026-11-26T09:30:00Z',
    user: { id: 9 },
  };
  const issue = { number: 12, pull_request: {} };
  const of = { repoId: 7, number: 12, comment: 21, by };
  const heard = (action: string, more: object = {}) => keys('issue_comment', { action, issue, comment, ...more });
  expect(heard('created')).toMatchObject({
    wanted: [{ kind: 'pull', key: '7/12' }],
    facts: [{ ...of, is: 'created', at: comment.created_at, body: '- [x] b', url: 'u' }],
  });
  expect(heard('edited', { changes: { body: { from: '- [ ] b' } } }).facts).toEqual([
    { ...of, is: 'edited', at: comment.updated_at, author: 9, from: '- [ ] b', to: '- [x] b' },
  ]);
  expect(heard('edited', { changes: {} }).facts).toMatchObject([{ from: null }]);
  expect(heard('deleted').facts).toEqual([{ ...of, is: 'deleted', at: receivedAt, author: 9, body: '- [x] b' }]);
  expect(heard('pinned').facts).toEqual([]);
  expect(heard('created', { issue: { number: 12 } })).toEqual({ ...none, places: [place] });
});

test('a merge group with what it stands on', () => {
  const payload = {
    action: 'checks_requested',
    merge_group: { head_sha: sha, base_sha: base, base_ref: 'refs/heads/release/1' },
  };
  expect(keys('merge_group', payload)).toMatchObject({
    wanted: [{ kind: 'group', key: `7/${sha}` }],
    groups: [{ repoId: 7, branch: 'release/1', base, sha }],
  });
});

test('what comes and what goes', () => {
  const listed = { id: 8, full_name: 'acme/site' };
  const site = { installation: 5, repoId: 8, owner: 'acme', name: 'site' };
  expect(keys('installation', { action: 'created', repository: null, repositories: [listed] })).toMatchObject({ places: [site] });
  expect(keys('installation', { action: 'deleted', repository: null })).toEqual({ ...none, left: [{ installation: 5 }] });
  expect(keys('repository', { action: 'deleted' })).toEqual({ ...none, left: [{ repoId: 7 }] });
  const chosen = { repository: null, repositories_added: [listed], repositories_removed: [{ id: 7 }] };
  expect(keys('installation_repositories', { action: 'added', ...chosen })).toMatchObject({
    wanted: [{ kind: 'repository', key: '8' }],
    places: [site],
    left: [{ repoId: 7 }],
  });
});

test('an event that comes from no installation is not for us', () => {
  expect(keys('push', { ref: 'refs/heads/main', installation: null })).toEqual(none);
});

test.each([
  ['issue_comment', '{', 'the payload is not JSON'],
  ['issue_comment', '[]', 'the answer is not an object'],
  ['issue_comment', '{"installation":{"id":5}}', 'issue is not an object'],
  ['push', '{"installation":{"id":5},"ref":"refs/heads/main"}', 'the event is of no repository'],
  [
    'push',
    '{"installation":{"id":5},"repository":{"id":7,"name":"../x","owner":{"login":"a"}}}',
    'repository.name is not a name',
  ],
])('%s that is not what GitHub describes: %s', (event, payload, message) => {
  expect(() => keysFor({ guid: 'g', event, receivedAt, payload }, { appId: 9 })).toThrow(message);
});

test('a payload that somebody has read already is not read again', () => {
  const payload = { ref: 'refs/heads/main', installation: null };
  expect(keysFor({ guid: 'g', event: 'push', receivedAt, payload: 'not read' }, { appId: 9, payload })).toEqual(none);
});

/** What a day of a town sends. */
function sent() {
  const here = town();
  const heard = hearPayloads(here);
  const issue = here.pull('topic');
  const author = here.person('rea');
  const comment = addComment(here.world, issue, { body: 'a', author });
  editComment(here.world, comment, { body: 'b', sender: author });
  removeComment(here.world, comment, author);
  setLabels(here.world, issue, { labels: ['release'], sender: author });
  commitFiles(here.world, here.repo, { author: here.person('wil'), message: 'm', branch: 'topic', files: { x: 'y' } });
  addCheckRun(here.world, here.repo, { app: here.gate, sha: issue.pull.headSha, name: 'gonogo' });
  startRun(here.world, here.repo, { event: 'push', actor: author, path: '.github/workflows/ci.yml', jobs: [{ name: 'a' }] });
  return [...heard.sent].flatMap(([name, payloads]) => payloads.map((payload) => ({ event: name.split('.')[0] ?? '', payload })));
}

const day = sent();

test('what the sandbox sends is understood', () => {
  const known = day.filter(({ event }) => eventsWithKeys.includes(event));
  expect(new Set(known.map(({ event }) => event)).size).toBeGreaterThan(5);
  for (const { event, payload } of known) {
    const found = keysFor({ guid: 'g', event, receivedAt, payload: JSON.stringify(payload) }, { appId: 1 });
    expect(found.places).toHaveLength(1);
  }
});

/** One value somewhere inside is another one. */
function mutated(value: unknown, path: readonly number[], to: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return to;
  const entries = Object.entries(value);
  if (entries.length === 0) return to;
  const at = first % entries.length;
  const changed = entries.map(([key, each], index) => [key, index === at ? mutated(each, rest, to) : each] as const);
  return Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

test('whatever somebody sends, it is understood whole or refused with the place of it', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(null, {}, [], '', -1, 1e300, '__proto__', { id: '7' }));
  const property = fc.property(fc.nat(day.length - 1), fc.array(fc.nat(50), { maxLength: 4 }), odd, (which, path, to) => {
    const { event, payload } = day[which] ?? { event: '', payload: {} };
    const delivery = { guid: 'g', event, receivedAt, payload: JSON.stringify(mutated(payload, path, to)) ?? '' };
    try {
      const { wanted, places } = keysFor(delivery, { appId: 1 });
      const keysAreWhole = wanted.every(({ kind, key }) => /^\d+(?:\/.+)?$/.test(key) && kind !== 'app');
      return (
        keysAreWhole && places.every(({ owner, name, repoId }) => /^[\w.-]+$/.test(owner + name) && Number.isInteger(repoId))
      );
    } catch (error) {
      return error instanceof Error && / is not |of no repository|not JSON/.test(error.message);
    }
  });
  fc.assert(property, { numRuns: 1000 });
});
