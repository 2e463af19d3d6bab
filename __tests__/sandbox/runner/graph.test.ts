import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commitFiles } from '../../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { ends, openWorkshop } from './workshop.ts';

let shop: Awaited<ReturnType<typeof openWorkshop>>;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(async () => await shop.close());

test('jobs wait for those that they need, in a matrix too, and what one says the next may use', async () => {
  const done = await shop.run(`
on: push
jobs:
  first:
    runs-on: ubuntu-latest
    outputs: { list: '\${{ steps.s.outputs.list }}' }
    steps: [{ id: s, run: 'echo "list=[\\"x\\",\\"y\\"]" >> "$GITHUB_OUTPUT"' }]
  each:
    needs: first
    strategy: { matrix: { on: [1, 2], letter: '\${{ fromJSON(needs.first.outputs.list) }}', exclude: [{ on: 2, letter: y }], include: [{ on: 1, letter: x, more: yes }] } }
    runs-on: ubuntu-latest
    steps: [{ run: 'echo "got \${{ matrix.letter }}\${{ matrix.on }} \${{ matrix.more }}"' }]
  last:
    name: The \${{ needs.each.result }} end
    needs: [each, first]
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
`);
  expect(done.problem).toBeUndefined();
  expect(ends(done)).toEqual({
    first: 'success',
    'each (1, x, yes)': 'success',
    'each (1, y)': 'success',
    'each (2, x)': 'success',
    'The success end': 'success',
  });
  expect(done.conclusion).toBe('success');
});

test('after a failure what needs it is skipped, unless it says always; a failure may be let pass', async () => {
  const done = await shop.run(`
on: push
jobs:
  bad: { runs-on: x, steps: [{ run: exit 1 }] }
  soft: { runs-on: x, continue-on-error: true, steps: [{ run: exit 1 }] }
  skipped: { needs: bad, runs-on: x, steps: [{ run: 'true' }] }
  further: { needs: skipped, runs-on: x, steps: [{ run: 'true' }] }
  told: { needs: further, if: failure(), runs-on: x, steps: [{ run: 'true' }] }
  always: { needs: [bad, skipped], if: always(), runs-on: x, steps: [{ run: 'echo \${{ needs.bad.result }} \${{ needs.skipped.result }}' }] }
  fine: { needs: soft, runs-on: x, steps: [{ run: 'true' }] }
`);
  expect(ends(done)).toEqual({
    bad: 'failure',
    soft: 'failure',
    skipped: 'skipped',
    further: 'skipped',
    told: 'success',
    always: 'success',
    fine: 'success',
  });
  expect(done.conclusion).toBe('failure');
  expect(done.jobs.find(({ name }) => name === 'always')?.log).toContain('failure skipped');
});

test('the first failure of a matrix ends the rest of it', async () => {
  const done = await shop.run(`
on: push
jobs:
  m:
    strategy: { matrix: { wait: [0, 20] } }
    runs-on: x
    steps: [{ run: 'sleep \${{ matrix.wait }}; exit 1' }]
`);
  expect(ends(done)).toEqual({ 'm (0)': 'failure', 'm (20)': 'cancelled' });
});

test('a workflow calls others, of its own repository and of another at a commit', async () => {
  const { world, acme, person } = shop;
  const tools = addRepo(world, { owner: acme.account, name: 'tools' });
  const sha = commitFiles(world, tools, {
    author: person('ada'),
    message: 'shared',
    branch: 'main',
    files: {
      '.github/workflows/shared.yml': `
on:
  workflow_call:
    inputs: { level: { type: string, default: low }, strict: { type: boolean } }
    secrets: { KEY: { required: true } }
    outputs: { said: { value: '\${{ jobs.inner.outputs.said }}' } }
jobs:
  inner:
    runs-on: x
    outputs: { said: '\${{ steps.s.outputs.said }}' }
    steps:
      - id: s
        env: { KEY: '\${{ secrets.KEY }}' }
        run: |
          echo "said=\${{ inputs.level }} \${{ inputs.strict }} \${#KEY}" >> "$GITHUB_OUTPUT"
          echo "$GITHUB_WORKFLOW_REF $KEY"
`,
    },
  });
  const done = await shop.run(
    `
on: push
jobs:
  outer: { uses: 'acme/tools/.github/workflows/shared.yml@${sha}', with: { level: high }, secrets: inherit }
  own: { uses: ./.github/workflows/own.yml }
  after: { needs: outer, runs-on: x, steps: [{ run: 'echo "after \${{ needs.outer.outputs.said }}"' }] }
`,
    { secrets: { KEY: 'seven77' } },
    { '.github/workflows/own.yml': 'on: workflow_call\njobs: { mine: { runs-on: x, steps: [{ run: "true" }] } }\n' },
  );
  expect(done.problem).toBeUndefined();
  expect(ends(done)).toEqual({ 'outer / inner': 'success', 'own / mine': 'success', after: 'success' });
  expect(done.jobs.find(({ name }) => name === 'after')?.log).toContain('after high false 7');
  const inner = done.jobs.find(({ name }) => name === 'outer / inner')?.log ?? '';
  expect(inner).toContain('acme/shop/.github/workflows/w.yml@refs/heads/main ***');
  const head = done.run.headSha;
  expect(done.run.referenced).toEqual([
    { path: `acme/tools/.github/workflows/shared.yml@${sha}`, sha },
    { path: 'acme/shop/.github/workflows/own.yml@refs/heads/main', sha: head, ref: 'refs/heads/main' },
  ]);
});

test('a called workflow may not ask for more than the job that calls it has', async () => {
  const done = await shop.run(
    'on: push\njobs: { outer: { uses: ./.github/workflows/own.yml } }\n',
    {},
    {
      '.github/workflows/own.yml':
        'on: workflow_call\njobs: { mine: { permissions: { id-token: write }, runs-on: x, steps: [{ run: "true" }] } }\n',
    },
  );
  expect(done.problem).toContain("asks for 'id_token: write', but is only allowed 'id_token: none'");
  expect(done.conclusion).toBe('failure');
});

test('what the sandbox does not know is said, never passed over', async () => {
  const wrong = (yaml: string) => shop.run(yaml);
  await expect(wrong('on: push\njobs: { a: { runs-on: x, container: node, steps: [{ run: "true" }] } }')).rejects.toThrow(
    'container',
  );
  await expect(wrong('on: push\njobs: { a: { needs: b, runs-on: x, steps: [{ run: "true" }] } }')).rejects.toThrow(
    'there is no job "b"',
  );
  const unknown = await shop.run('on: push\njobs: { a: { if: "nothing.here == 1", runs-on: x, steps: [{ run: "true" }] } }');
  expect(unknown.problem).toContain('there is no "nothing" here');
  expect(unknown.conclusion).toBe('failure');
  const action = await shop.run('on: push\njobs: { a: { runs-on: x, steps: [{ uses: some/action@v1 }] } }');
  expect(action.jobs[0]?.log).toContain('the sandbox has no such action');
  expect(action.conclusion).toBe('failure');
});
