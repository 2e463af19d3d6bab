import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { openTown } from '../open-town.ts';

let town: Awaited<ReturnType<typeof openTown>>;
let actions: Record<string, string>;

beforeAll(async () => {
  town = await openTown();
  const folder = mkdtempSync(join(tmpdir(), 'action-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(
    join(folder, 'action.yml'),
    `name: Gate\ninputs:\n  level: { default: high }\n  token: { default: '\${{ github.token }}' }\n  need: { required: true }\nruns: { using: node24, main: dist/main.mjs, post: dist/post.mjs }\n`,
  );
  writeFileSync(
    join(folder, 'dist/main.mjs'),
    `import { appendFileSync, readFileSync } from 'node:fs';
const event = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));
console.log('level ' + process.env.INPUT_LEVEL + ' need [' + process.env.INPUT_NEED + '] pull ' + event.number + ' on node ' + process.versions.node.split('.')[0]);
console.log('token ' + process.env.INPUT_TOKEN);
console.log('::warning file=README.md,line=3,title=Look::Not so%0Agood');
appendFileSync(process.env.GITHUB_OUTPUT, 'verdict<<END\\nno\\ngo\\nEND\\n');
appendFileSync(process.env.GITHUB_STEP_SUMMARY, '## NO-GO\\n');
appendFileSync(process.env.GITHUB_STATE, 'kept=yes\\n');
`,
  );
  writeFileSync(join(folder, 'dist/post.mjs'), `console.log('post ' + process.env.STATE_kept);`);
  actions = { 'acme/gonogo': folder };
});
afterAll(async () => await town.close());

const ci = `
name: CI
on: [pull_request]
permissions: { contents: read, id-token: write }
env: { LEVEL: high }
jobs:
  test:
    runs-on: ubuntu-latest
    outputs: { said: '\${{ steps.gate.outputs.verdict }}' }
    steps:
      - uses: actions/checkout@v5
      - run: |
          git log --oneline | head -3
          git status --porcelain
          echo "ref $GITHUB_REF head $GITHUB_HEAD_REF secret $LEVEL [$ACTIONS_RUNTIME_TOKEN]"
          echo "COLOUR=blue" >> "$GITHUB_ENV"
      - id: gate
        name: Gate it
        uses: acme/gonogo@0123456789012345678901234567890123456789
      - run: test "$COLOUR" = blue && exit 3
      - if: failure()
        run: echo saw the failure of \${{ steps.gate.outcome }}
      - run: echo never
  after:
    needs: test
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ needs.test.result }} \${{ contains(needs.test.outputs.said, 'no') }}"
`;

test('a workflow of a pull request', async () => {
  const pull = town.pull('release', { '.github/workflows/ci.yml': ci, 'a.txt': 'a\n' });
  commitFiles(town.world, town.repo, { author: town.person('ada'), message: 'aside', branch: 'main', files: { 'b.txt': 'b\n' } });
  const done = await town.sandbox.execute(town.repo, { workflow: 'ci.yml', on: 'pull_request', pull, actions });
  expect(done.problem).toBeUndefined();
  expect(done.conclusion).toBe('failure');
  const [first, second] = done.jobs;
  expect(first?.steps.map(({ name, conclusion }) => `${name}: ${conclusion}`)).toEqual([
    'Set up job: success',
    'Run actions/checkout@v5: success',
    'Run git log --oneline | head -3: success',
    'Gate it: success',
    'Run test "$COLOUR" = blue && exit 3: failure',
    'Run echo saw the failure of success: success',
    'Run echo never: skipped',
    'Post Gate it: success',
    'Complete job: success',
  ]);
  const log = first?.log ?? '';
  expect(log).toContain(`ref refs/pull/${pull.number}/merge head release secret high []`);
  expect(log).toMatch(/^[0-9a-f]{7} Merge [0-9a-f]{40} into [0-9a-f]{40}\nref /m);
  expect(log).toContain(`level high need [] pull ${pull.number} on node 24\ntoken ***\n##[warning]Not so\ngood`);
  expect(log).toContain('saw the failure of success');
  expect(log).toContain('post yes');
  expect(first?.outputs).toEqual({ said: 'no\ngo' });
  expect(first?.summary).toBe('## NO-GO\n');
  expect(first?.annotations).toEqual([
    { path: 'README.md', start_line: 3, end_line: 3, annotation_level: 'warning', message: 'Not so\ngood', title: 'Look' },
    { path: '.github', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'Process completed with exit code 3.' },
  ]);
  expect(second?.log).toContain('\nfailure true');
  expect(done.run.headSha).toBe(pull.pull.headSha);
});
