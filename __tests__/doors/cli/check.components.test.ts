import { afterAll, expect, test } from '@jest/globals';
import { checklist, covered, git, lcov, notes, removeFolders, repository, write } from '../child.ts';
import { ask, askJson } from './ask.ts';

afterAll(removeFolders);

// A monorepo: what all are asked, and two components, one with a checklist in Markdown.
const root = repository({
  '.github/gonogo.yml': `version: 1
solo: true
checklist: .github/all.yml
components:
  api: { paths: ['api/**'], checklist: api/release.yml }
  web: { paths: ['web/**'], checklist: web/RELEASE.md }
items:
  web.look: { level: should }
`,
  '.github/all.yml': checklist(covered),
  'api/release.yml': checklist(notes, '{ id: up, title: It answers, after: [notes] }'),
  'web/RELEASE.md': '# Web\n\n- [ ] Look at it <!-- gonogo: {id: look} -->\n- [ ] Feel it\n',
  'coverage/lcov.info': lcov(9),
});
git(root, 'switch', '--quiet', '--create', 'feature');

interface Judged {
  readonly decision: string;
  readonly items: readonly { readonly id: string; readonly applies: boolean }[];
}

async function judged(): Promise<[string, string[]]> {
  const { decision, items } = (await askJson(root, 'check')).json as Judged;
  return [decision, items.filter(({ applies }) => applies).map(({ id }) => id)];
}

/** Each adds to the change before it. */
test.each([
  ['docs/a.md', 'go', ['coverage']],
  ['api/new.ts', 'waiting', ['coverage', 'api.notes', 'api.up']],
  ['web/new.ts', 'waiting', ['coverage', 'api.notes', 'api.up', 'web.look', 'web.feel-it']],
])('with %s it is %s and asks %j', async (path, decision, ids) => {
  write(root, { [path]: '' });
  expect(await judged()).toEqual([decision, ids]);
});

test('show has a section for each', async () => {
  const { out } = await ask(root, 'show');
  expect(out).toMatch(/\n\napi\b.*\n {2}Quality\n.*Release notes[\s\S]*\n\nweb\b.*\n.*Look at it/);
  const { out: merged } = await ask(root, 'show', '--effective', 'web/RELEASE.md');
  expect(merged).toContain('web.look · should');
  expect(merged).not.toContain('api.up');
});

test('explain and lint know them', async () => {
  expect(await ask(root, 'explain', 'api.up')).toMatchObject({
    code: 0,
    out: expect.stringContaining('touches the component api'),
  });
  expect(await ask(root, 'explain', 'look')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean web.look?') });
  expect(await ask(root, 'lint')).toMatchObject({ code: 0, out: expect.stringContaining('5 items') });
});
