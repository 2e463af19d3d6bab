import { expect, test } from '@jest/globals';
import { fits } from '../../src/gates/engine/validate.ts';
import { acts, type Subject } from '../../src/ledger/statement.ts';
import {
  evidenceListSchema,
  factsSchema,
  policySchema,
  statementSchema,
  subjectSchema,
} from '../../src/verdict/recording-schema.ts';
import { byGate, coverage, facts, item, policy, say } from './cases.ts';

test.each<Subject>([
  { kind: 'pull-request', repoId: 1, number: 2, sha: 'a' },
  { kind: 'merge-group', repoId: 1, sha: 'a' },
  { kind: 'release', repoId: 1, tag: 'v1', sha: 'a' },
  { kind: 'deployment', repoId: 1, environment: 'p', sha: 'a' },
  { kind: 'workspace', repoId: 1, sha: 'a' },
])('%j is a subject, and without its commit it is none', ({ sha, ...rest }) => {
  expect([fits(subjectSchema, { ...rest, sha }), fits(subjectSchema, rest)]).toEqual([true, false]);
});

test('each act, the facts, a policy and evidence have their shapes', () => {
  const a = item('a', { proof: byGate });
  expect(acts.every((act) => fits(statementSchema, say(act, a)))).toBe(true);
  expect([fits(factsSchema, facts), fits(policySchema, policy([a])), fits(evidenceListSchema, [coverage(1)])]).toEqual([
    true,
    true,
    true,
  ]);
});

test.each([
  ['a fact that is missing', factsSchema, { ...facts, authors: undefined }],
  ['a permission nobody knows', factsSchema, { ...facts, people: { 1: { ...facts.people['1'], permission: 'god' } } }],
  ['an item without digest', policySchema, policy([{ ...item('a'), digest: 'none' }])],
  ['evidence without origin', evidenceListSchema, [{ ...coverage(1), origin: 'trust me' }]],
])('%s does not', (_, schema, value) => {
  expect(fits(schema, value)).toBe(false);
});
