import { expect, test } from '@jest/globals';
import { listensToQueue, usesIn } from '../../../src/reconcile/evidence/workflow-file.ts';
import { ciFile, mixedFile } from './ci.ts';

const sha = 'a'.repeat(40);
const steps = (...uses: readonly string[]) => `jobs:\n  x:\n    steps:\n${uses.map((use) => `      - ${use}\n`).join('')}`;
const ours = `uses: acme/gonogo@${sha}`;
const bring = `uses: actions/download-artifact@${sha}`;

test.each<[string, string, boolean | null]>([
  ['a job that only brings reports', ciFile, true],
  ['a job that runs something besides', mixedFile, false],
  ['ours alone', steps(ours), true],
  ['ours from a folder', steps(`uses: Acme/Gonogo/action@${sha}`), true],
  ['reports first', steps(bring, bring, ours), true],
  ['a checkout', steps(`uses: actions/checkout@${sha}`, ours), false],
  ['a command', steps('run: npm test', ours), false],
  ['a tag in place of a commit', steps('uses: acme/gonogo@v1'), false],
  ['a tag of what brings reports', steps('uses: actions/download-artifact@v4', ours), false],
  ['a commit that is cut', steps(`uses: acme/gonogo@${sha.slice(1)}`), false],
  ['something of the repository', steps('uses: ./tools/fetch', ours), false],
  ['a container', steps('uses: docker://alpine', ours), false],
  ['two jobs of which one is mixed', `${steps(ours)}  y:\n    steps:\n      - run: x\n      - ${ours}\n`, false],
  ['no job of ours', steps('run: npm test'), null],
  ['another with a name that only ends so', steps(`uses: acme/not-gonogo@${sha}`), null],
  ['steps that are none', 'jobs:\n  x:\n    steps: no\n', null],
])('%s: clean is %s', (_what, text, isClean) => {
  expect(usesIn('ci.yml', text)?.isClean).toBe(isClean);
});

test('what it puts to use of its own repository, in steps, as workflows, and in an action', () => {
  const text = `jobs:
  a: { uses: ./.github/workflows/build.yml }
  b: { steps: [{ uses: ./.github/actions/one/ }, { uses: ./ }, { uses: ./.github/actions/one }] }
  c: { uses: acme/other/.github/workflows/x.yml@main }
`;
  expect(usesIn('ci.yml', text)?.local).toEqual(['.github/workflows/build.yml', '.github/actions/one', '']);
  expect(usesIn('action.yml', 'runs: { using: composite, steps: [{ uses: ./tools/x }] }\n')?.local).toEqual(['tools/x']);
});

test.each(['jobs: [', 'a: &x 1\nb: *x\n', `a: ${'['.repeat(200)}`, 'x'.repeat(600_000)])(
  'what cannot be read is not known',
  (text) => {
    expect(usesIn('ci.yml', text)).toBeUndefined();
  },
);

test.each<[string, string, boolean]>([
  ['by its name', 'on: merge_group\n', true],
  ['among others', 'on: [pull_request, merge_group]\n', true],
  ['with nothing said of it', 'on:\n  pull_request:\n  merge_group:\n', true],
  ['in quotes', '"on": { merge_group: { types: [checks_requested] } }\n', true],
  ['for this branch', 'on: { merge_group: { branches: [main] } }\n', true],
  ['for branches like this', 'on: { merge_group: { branches: ["ma*"] } }\n', true],
  ['for others', 'on: { merge_group: { branches: [stable] } }\n', false],
  ['for all but this', 'on: { merge_group: { branches-ignore: [main] } }\n', false],
  ['for all but others', 'on: { merge_group: { branches-ignore: ["release/**"] } }\n', true],
  ['for branches that cannot be told', 'on: { merge_group: { branches: ["!x"] } }\n', true],
  ['not at all', ciFile, false],
  ['in a word only', '# not for merge_group\non: push\n', false],
  ['in a file that cannot be read', 'on: &x [merge_group]\n', true],
  ['nowhere in a file that cannot be read', 'on: &x [push]\n', false],
])('listens to a merge queue %s', (_what, text, listens) => {
  expect(listensToQueue('ci.yml', text, 'main')).toBe(listens);
});
