import fc from 'fast-check';
import type { Item, Proof } from '../../src/checklist/model.ts';
import type { Evidence } from '../../src/gates/engine/contract.ts';
import { digest } from '../../src/ground/json.ts';
import { acts, type Statement } from '../../src/ledger/statement.ts';
import type { Facts } from '../../src/verdict/facts.ts';
import * as cases from './cases.ts';

/** Small worlds of one pull request, with every rule that bears on its decision. */
const { author, bot, coverage, head, item, lead, outsider, reviewer, second, stranger } = cases;

export const sha = { here: head.sha, before: 'bbbb', sameFiles: 'cccc', sameChange: 'dddd', unknown: 'eeee' } as const;
const treeOf: { readonly [commit: string]: string } = {
  aaaa: head.tree,
  bbbb: 'tree-b',
  cccc: head.tree,
  dddd: 'tree-d',
  eeee: 'tree-e',
};
export const commits: Facts['commits'] = {
  [sha.before]: { tree: 'tree-b', changeSet: digest('another'), changedSince: ['src/app.ts'] },
  [sha.sameChange]: { tree: 'tree-d', changeSet: head.changeSet, changedSince: ['src/app.ts'] },
};

const proofs: readonly Proof[] = [
  cases.byPerson,
  cases.byPerson,
  { by: 'person', who: { role: 'lead' }, support: [], couldBe: [] },
  { by: 'person', who: { role: 'nobody-has-it' }, support: [], couldBe: [] },
  cases.bySignOff,
  { ...cases.bySignOff, count: 2 },
  { ...cases.bySignOff, via: 'box' },
  cases.byGate,
  cases.byGate,
  { by: 'items', of: 'all-above' },
  { by: 'items', of: ['i0'] },
];
export const far = '2027-01-01T00:00:00Z';
const past = '2026-01-01T00:00:00Z';

const anyItem = (at: number): fc.Arbitrary<Item> =>
  fc
    .record({
      proof: fc.constantFrom(...proofs),
      level: fc.constantFrom('must' as const, 'must' as const, 'must' as const, 'should' as const),
      phase: fc.constantFrom('merge' as const, 'merge' as const, 'sign-off' as const, 'verify' as const),
      onPush: fc.constantFrom<Item['onPush'][]>('keep', 'reset', { resetIfChanged: ['src/**'] }, { resetIfChanged: ['docs/**'] }),
      more: fc.constantFrom<Partial<Item>[]>(
        {},
        {},
        {},
        { locked: true },
        { always: true },
        { when: { labels: ['no'] } },
        { when: { environment: ['production'] } },
        { enforceFrom: far },
        { enforceFrom: past },
        { debt: { owner: 'o', until: far } },
        { asked: { standing: { lasts: 30, voidIfChanged: [] } } },
        { asked: { standing: { lasts: 30, voidIfChanged: ['src/**'] } } },
      ),
      after: fc.constantFrom<string[][]>([], [], [], ['i0']),
    })
    .map(({ more, after, ...rest }) => item(`i${at}`, { ...rest, ...more, after: at === 0 ? [] : after }))
    .map((one) => (at === 0 && one.proof.by === 'items' ? { ...one, proof: cases.byPerson } : one));

const anyItems = fc
  .integer({ min: 1, max: 4 })
  .chain((many) => fc.tuple(...Array.from({ length: many }, (_, at) => anyItem(at))));

const anyStatement = (items: readonly Item[]): fc.Arbitrary<Statement> =>
  fc
    .record({
      act: fc.constantFrom(...acts, 'tick' as const, 'tick' as const, 'tick' as const, 'sign' as const, 'sign' as const),
      about: fc.constantFrom(...items, ...items, ...items, undefined),
      by: fc.constantFrom(author, reviewer, lead, lead, second, outsider, bot, stranger),
      at: fc.constantFrom('2026-10-01T00:00:00Z', '2026-11-21T07:00:00Z', '2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z'),
      commit: fc.constantFrom(sha.here, sha.here, sha.here, sha.before, sha.sameFiles, sha.sameChange, sha.unknown),
      scope: fc.constantFrom<Statement['scope'][]>(
        { subject: '7/pull-request/12' },
        { subject: '7/pull-request/12' },
        { subject: '7/pull-request/12' },
        { standing: { repoId: 7 } },
        { standing: { repoId: 7, environment: 'production' } },
        { subject: '7/pull-request/13' },
      ),
      via: fc.constantFrom('review' as const, 'review' as const, 'command' as const, 'box' as const),
      reason: fc.constantFrom('why', 'why', ' '),
      until: fc.constantFrom<(string | undefined)[]>('2026-12-10T00:00:00Z', '2026-12-10T00:00:00Z', past, far, undefined),
      covered: fc.constantFrom(10, 70, 75),
      changed: fc.constantFrom(false, false, false, false, true),
    })
    .map(({ about, commit, until, covered, changed, ...rest }) => ({
      ...rest,
      key: digest({ about: about?.id ?? '', commit, until: until ?? '', covered, changed, ...rest }),
      ...(about && { item: about.id, itemDigest: changed ? digest('before') : about.digest }),
      head: commit,
      tree: treeOf[commit] ?? '',
      ...(until !== undefined && { until }),
      covers: [{ finding: 'lines', value: covered }],
    }));

const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    lines: fc.constantFrom(70, 75, 75, 90, 90),
    head: fc.constantFrom(sha.here, sha.here, sha.here, sha.before),
    origin: fc.constantFrom('unchanged-workflow' as const, 'app' as const, 'changed-workflow' as const),
  })
  .map(({ lines, ...more }) => coverage(lines, more));

export const anyWorld = anyItems.chain((items) =>
  fc.record({
    items: fc.constant<readonly Item[]>(items),
    statements: fc
      .tuple(fc.subarray(helpful(items)), fc.array(anyStatement(items), { maxLength: 8 }))
      .map(([some, more]) => [...some, ...more]),
    evidence: fc.array(anyEvidence, { maxLength: 3 }),
    authors: fc.constantFrom<Facts['authors'][]>([author.id], [author.id], [author.id, lead.id], null),
    running: fc.boolean(),
    solo: fc.boolean(),
  }),
);
export type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

/** Enough for a go now and then. */
function helpful(items: readonly Item[]): Statement[] {
  return items.flatMap((one) => [
    cases.say('tick', one, { by: lead }),
    cases.say('sign', one, { by: lead, via: 'review' }),
    cases.say('sign', one, { by: second, via: 'review' }),
    ...[70, 75].map((value) =>
      cases.say('waive', one, { by: lead, reason: 'why', until: '2026-12-10T00:00:00Z', covers: [{ finding: 'lines', value }] }),
    ),
  ]);
}
