import { afterAll, expect, test } from '@jest/globals';
import { lcov, removeFolders, repository, write } from '../child.ts';
import { ask, askJson } from './ask.ts';

afterAll(removeFolders);

interface Shown {
  readonly counts: { readonly items: number };
  readonly items: readonly { readonly id: string; readonly proof: { readonly by: string } }[];
}

async function shown(root: string, ...args: readonly string[]): Promise<Shown> {
  const { code, json } = await askJson(root, 'show', ...args);
  expect(code).toBe(0);
  return json as Shown;
}

const repositoryWith = (config: string) =>
  repository({ '.github/gonogo.yml': `version: 1\n${config}`, 'own.md': '# Own\n\n- [ ] Mine\n' });

test('a profile is shown alone, whatever the folder', async () => {
  const root = repositoryWith('checklist: own.md\n');
  write(root, { 'essentials/a.md': '' });
  const { counts, items } = await shown(root, 'essentials');
  expect([counts.items, items.length]).toEqual([56, 56]);
  expect(items.every(({ proof }) => proof.by === 'person')).toBe(true);
});

test('and looked at for mistakes, with ids to speak of its items by', async () => {
  const root = repositoryWith('checklist: own.md\n');
  expect(await ask(root, 'lint', 'essentials')).toMatchObject({ code: 0 });
  expect(await ask(root, 'show', 'essentials')).toMatchObject({ out: expect.stringContaining('secrets-outside-code') });
});

test('a configuration names it alone', async () => {
  const alone = repositoryWith('checklist: essentials\ngates: { coverage: { source: { files: coverage/lcov.info } } }\n');
  write(alone, { 'coverage/lcov.info': lcov(9) });
  expect((await shown(alone)).items.filter(({ proof }) => proof.by === 'gate').map(({ id }) => id)).toEqual(['coverage']);
  expect((await shown(alone, '--effective', 'essentials')).items).toHaveLength(56);
});

test('a configuration names it among others, and for a component', async () => {
  const both = repositoryWith(
    'checklist: [essentials, own.md]\ncomponents: { api: { paths: [a], checklist: essentials } }\nitems: { api.tracing: { level: should } }\n',
  );
  const { items } = await shown(both);
  expect(items.map(({ id }) => id).filter((id) => /tracing|mine/.test(id))).toEqual(['tracing', 'mine', 'api.tracing']);
  expect(await ask(both, 'explain', 'api.tracing')).toMatchObject({ code: 0, out: expect.stringContaining('should') });
});

test('it is merged with a configuration that does not name it', async () => {
  const root = repositoryWith('checklist: own.md\nitems: { mine: { level: should } }\ndefaults: { who: { team: a/b } }\n');
  const { out } = await ask(root, 'show', '--effective', 'essentials');
  expect(out).toMatch(/tracing · must · merge · ticked by .*a\/b/);
});

test.each([
  [['show', 'esentials'], /Did you mean essentials\?/],
  [['lint', 'esentials'], /Did you mean essentials\?/],
  [['show', '--effective', 'nothing'], /There is essentials/],
])('%j says what was meant', async (args, said) => {
  const { code, err } = await ask(repositoryWith('checklist: own.md\n'), ...args);
  expect(err).toMatch(said);
  expect(code).toBe(2);
});

test('a mistyped one in a configuration is said with its line', async () => {
  const root = repositoryWith('checklist: essentals\n');
  expect(await ask(root, 'check')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/gonogo\.yml:2:\d+: checklist: .*essentals\n {2}Did you mean essentials\?/),
  });
});
