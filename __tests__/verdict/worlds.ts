/** Random worlds in which every rule is met: what the properties of the verdict are asked of. */
import fc from 'fast-check';
import type { Item } from '../../src/checklist/model.ts';
import type { Evidence } from '../../src/gates/engine/contract.ts';
import { digest } from '../../src/ground/json.ts';
import { acts, type Statement } from '../../src/ledger/statement.ts';
import type { Facts } from '../../src/verdict/facts.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import * as cases from './cases.ts';

const {
  author,
  bot,
  byGate,
  bySignOff,
  coverage,
  coverageUse,
  facts,
  head,
  item,
  lead,
  outsider,
  policy,
  reviewer,
  second,
  stranger,
} = cases;

/** Every kind of item, some bound together, so that the properties meet every rule. */
export const items: readonly Item[] = [
  item('person'),
  item('resets', { onPush: 'reset' }),
  item('touched', { onPush: { resetIfChanged: ['src/**'] } }),
  item('gate', { proof: byGate }),
  item('gate-2', { proof: { ...byGate, use: { ...coverageUse, source: { files: 'other.info' }, limits: { lines: 50 } } } }),
  item('sign', { proof: bySignOff, phase: 'sign-off' }),
  item('standing', { asked: { standing: { lasts: 90, voidIfChanged: ['infra/**'] } } }),
  item('after', { after: ['person'] }),
  item('always', { always: true }),
  item('locked', { locked: true }),
  item('should', { level: 'should' }),
  item('off', { when: { labels: ['no'] } }),
  item('all', { proof: { by: 'items', of: 'all-above' } }),
];

const people = [author, reviewer, lead, outsider, bot, second, stranger];
const instants = ['2026-09-01T00:00:00Z', '2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z', '2026-11-21T11:30:00Z'];
const commits = [head, { sha: 'bbbb', tree: 'tree-b' }, { sha: 'cccc', tree: head.tree }];
const scopes = [{ subject: '7/pull-request/12' }, { standing: { repoId: 7 } }, { subject: '7/pull-request/13' }];

export const anyStatement: fc.Arbitrary<Statement> = fc
  .record({
    act: fc.constantFrom(...acts),
    about: fc.constantFrom(...items, undefined),
    by: fc.constantFrom(...people),
    at: fc.constantFrom(...instants),
    commit: fc.constantFrom(...commits),
    scope: fc.constantFrom(...scopes, scopes[0], scopes[0]),
    via: fc.constantFrom('box' as const, 'command' as const, 'review' as const),
    value: fc.constantFrom(10, 70, undefined),
    changed: fc.constantFrom(false, false, false, true),
  })
  .map(({ act, about, by, at, commit, scope, via, value, changed }) => {
    const content = {
      act,
      by,
      at,
      head: commit.sha,
      tree: commit.tree,
      scope: scope ?? { subject: '' },
      via,
      reason: 'because',
      until: '2026-12-01T00:00:00Z',
    };
    const named = about && { item: about.id, itemDigest: changed ? digest('before') : about.digest };
    const covers = value === undefined ? {} : { covers: [{ finding: 'lines', value }] };
    return { key: digest({ content, named, value }), ...content, ...named, ...covers };
  });

export const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    lines: fc.constantFrom(10, 70, 80, 100),
    head: fc.constantFrom('aaaa', 'aaaa', 'bbbb'),
    source: fc.constantFrom(digest(coverageUse.source), digest({ files: 'other.info' }), digest({ files: 'foreign' })),
    origin: fc.constantFrom('workspace' as const, 'changed-workflow' as const, 'unchanged-workflow' as const, 'app' as const),
  })
  .map(({ lines, ...more }) => coverage(lines, more));

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    runs: fc.constantFrom<Facts['runs']>(
      { state: 'completed', since: instants[1] ?? '' },
      { state: 'running', since: '2026-11-21T11:30:00Z' },
    ),
    authors: fc.constantFrom<Facts['authors']>([author.id], [author.id, second.id], null),
    commits: fc.constantFrom<Facts['commits']>(
      {},
      { bbbb: { tree: 'tree-b', changeSet: head.changeSet, changedSince: ['src/app.ts'] } },
    ),
  })
  .map((more) => ({ ...facts, ...more }));

/** Enough to be go, so that a random addition or removal has something to break. */
export const enough: Statement[] = [
  ...items.filter(({ proof }) => proof.by === 'person').map((one) => cases.say('tick', one)),
  cases.say('sign', items[5], { by: lead, via: 'review' }),
];
export const proved = [coverage(90), coverage(90, { source: digest({ files: 'other.info' }) })];

export const anyWorld = fc.record({
  statements: fc.array(anyStatement, { maxLength: 12 }).chain((some) => fc.subarray(enough).map((base) => [...base, ...some])),
  evidence: fc.array(anyEvidence, { maxLength: 4 }).chain((some) => fc.subarray(proved).map((base) => [...base, ...some])),
  facts: anyFacts,
  solo: fc.boolean(),
});
export type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

export function judged({ solo, ...world }: World): Verdict {
  return cases.verdictOf({ policy: policy(items, { solo }), ...world });
}
