import { levels, phases } from '../checklist/model.ts';
import { origins } from '../gates/engine/contract.ts';
import { claimSchema } from '../gates/engine/evidence.ts';
import { s } from '../gates/engine/schema.ts';
import type { Json } from '../ground/json.ts';
import { acts } from '../ledger/statement.ts';
import { decisions } from './verdict.ts';

const text = s.text();
const texts = s.array(text);
const instant = s.text({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$' });
const hex = s.text({ pattern: '^[0-9a-f]{64}$' });
const nullable = <T extends Parameters<typeof s.optional>[0]>(schema: T) => s.union([schema, s.nothing()]);
const anything = s.json<Json>();
const yes = s.json<true>({ const: true });

export const subjectSchema = s.union([
  s.object({ kind: s.oneOf(['pull-request']), repoId: s.integer(), number: s.integer(), sha: text }),
  s.object({ kind: s.oneOf(['merge-group']), repoId: s.integer(), sha: text }),
  s.object({ kind: s.oneOf(['release']), repoId: s.integer(), tag: text, sha: text }),
  s.object({ kind: s.oneOf(['deployment']), repoId: s.integer(), environment: text, sha: text }),
  s.object({ kind: s.oneOf(['workspace']), repoId: s.integer(), sha: text }),
]);

const person = s.object({ id: s.integer(), login: text });

export const statementSchema = s.object({
  key: text,
  scope: s.union([
    s.object({ subject: text }),
    s.object({ standing: s.object({ repoId: s.integer(), environment: s.optional(text) }) }),
  ]),
  item: s.optional(text),
  itemDigest: s.optional(hex),
  act: s.oneOf(acts),
  by: person,
  at: instant,
  head: text,
  tree: text,
  via: s.oneOf(['box', 'command', 'review']),
  reason: s.optional(text),
  until: s.optional(instant),
  covers: s.optional(s.array(s.object({ finding: text, value: s.optional(s.number()) }))),
  to: s.optional(person),
  link: s.optional(text),
});

const who = s.object({
  write: s.optional(yes),
  role: s.optional(text),
  team: s.optional(text),
  users: s.optional(texts),
  codeowners: s.optional(yes),
  admin: s.optional(yes),
});

const use = s.object({
  gate: text,
  target: s.optional(text),
  source: anything,
  limits: anything,
  origin: s.optional(s.oneOf(origins)),
});
const uses = s.array(use);

const proof = s.union([
  s.object({ by: s.oneOf(['gate']), use, acceptNotApplicable: s.optional(text) }),
  s.object({ by: s.oneOf(['person']), who, evidence: s.optional(s.oneOf(['link'])), support: uses, couldBe: uses }),
  s.object({
    by: s.oneOf(['sign-off']),
    role: text,
    count: s.integer({ minimum: 1 }),
    via: s.oneOf(['review', 'command', 'box', 'word']),
    files: s.optional(hex),
    support: uses,
  }),
  s.object({ by: s.oneOf(['items']), of: s.union([s.oneOf(['all-above']), texts]) }),
]);

const item = s.object({
  id: text,
  digest: hex,
  path: s.array(s.object({ kind: s.oneOf(['section', 'group']), id: text, title: text })),
  control: s.optional(text),
  title: text,
  why: s.optional(text),
  how: s.optional(text),
  level: s.oneOf(levels),
  phase: s.oneOf(phases),
  when: s.optional(
    s.object({
      paths: s.optional(texts),
      labels: s.optional(texts),
      branch: s.optional(texts),
      base: s.optional(texts),
      author: s.optional(s.array(s.oneOf(['human', 'bot']))),
      environment: s.optional(texts),
      component: s.optional(texts),
    }),
  ),
  after: texts,
  criteria: texts,
  limits: s.array(
    s.object({
      metric: text,
      op: s.optional(s.oneOf(['>=', '>', '<=', '<', '='])),
      value: s.number(),
      unit: s.optional(text),
      percentile: s.optional(s.number()),
      better: s.optional(s.oneOf(['lower', 'higher'])),
      grade: s.oneOf(['target', 'critical']),
      text,
    }),
  ),
  parameters: s.record(anything),
  owner: s.optional(who),
  due: s.optional(instant),
  asked: s.union([
    s.oneOf(['each-release']),
    s.object({ standing: s.object({ lasts: s.number(), voidIfChanged: texts, environment: s.optional(text) }) }),
  ]),
  onPush: s.union([s.oneOf(['keep', 'reset']), s.object({ resetIfChanged: texts })]),
  references: texts,
  proof,
  locked: s.boolean(),
  always: s.boolean(),
  notApplicable: s.optional(s.object({ reason: text, until: instant })),
  enforceFrom: s.optional(instant),
  debt: s.optional(s.object({ owner: text, until: instant })),
  at: s.object({ file: text, line: s.integer() }),
});

export const policySchema = s.object({
  format: s.oneOf(['gonogo/policy/1']),
  commit: text,
  digest: hex,
  enforcement: s.oneOf(['enforce', 'observe']),
  checklist: s.object({ title: text, items: s.array(item, { maxItems: 2_000 }) }),
  people: s.record(s.object({ team: s.optional(text), users: s.optional(texts) })),
  targets: s.record(s.object({ url: text, private: s.optional(s.boolean()), ca: s.optional(text) })),
  environments: s.optional(texts),
  components: s.optional(s.record(s.object({ paths: texts, tags: s.optional(texts) }))),
  releases: s.optional(
    s.object({
      base: s.optional(texts),
      head: s.optional(texts),
      labels: s.optional(texts),
      tags: s.optional(texts),
      version: s.optional(texts),
    }),
  ),
  solo: s.boolean(),
  freeze: s.array(s.object({ from: instant, until: instant, reason: text })),
  trust: s.object({ minimum: s.oneOf(origins), workflows: s.optional(texts), pinned: s.optional(texts) }),
  check: s.optional(
    s.object({ waiting: s.optional(s.oneOf(['action_required', 'in_progress'])), settle: s.optional(s.integer()) }),
  ),
  verification: s.optional(s.oneOf(['issue', 'comment'])),
  rollback: s.optional(s.object({ dispatch: text })),
});

const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin', 'unknown'] as const;

export const factsSchema = s.object({
  head: s.object({ sha: text, tree: text, changeSet: nullable(hex) }),
  commits: s.record(
    s.object({ tree: text, changeSet: nullable(hex), changedSince: nullable(texts), files: s.optional(nullable(hex)) }),
  ),
  changedPaths: nullable(texts),
  labels: nullable(texts),
  branch: nullable(text),
  base: nullable(text),
  authorKind: s.union([s.oneOf(['human', 'bot']), s.nothing()]),
  environment: nullable(text),
  components: nullable(texts),
  authors: nullable(s.array(s.integer())),
  people: s.record(
    s.object({
      login: text,
      kind: s.oneOf(['human', 'bot']),
      permission: s.oneOf(permissions),
      teams: s.record(s.oneOf(['member', 'not-member', 'unknown'])),
      codeowner: s.oneOf(['yes', 'no', 'unknown']),
    }),
  ),
  runs: s.object({ state: s.oneOf(['running', 'completed']), since: instant }),
  merge: s.union([s.oneOf(decisions), s.nothing()]),
  releasedAt: nullable(instant),
  rollbackOpenedAt: nullable(instant),
  debts: s.array(s.object({ item: text, due: instant, link: s.optional(text) })),
  asked: s.optional(s.record(instant)),
  merged: s.optional(text),
});

export const evidenceListSchema = s.array(
  claimSchema({
    head: text,
    origin: s.oneOf(origins),
    run: s.optional(s.object({ id: s.integer(), attempt: s.integer(), path: text })),
    link: s.optional(text),
    doubt: s.optional(text),
    isMixed: s.optional(yes),
  }),
);
export { instant };
