import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/doors/cli/arguments.ts';
import { check } from '../../../src/doors/cli/check.ts';
import { readRecording, replay } from '../../../src/verdict/recording.ts';
import {
  checklist,
  config,
  covered,
  folder,
  git,
  lcov,
  notes,
  project,
  quiet,
  removeFolders,
  repository,
  write,
} from '../child.ts';
import { type FakeIo, fakeIo } from '../fake-io.ts';

afterAll(removeFolders);

async function run(cwd: string, ...args: readonly string[]): Promise<FakeIo & { readonly code: number }> {
  const io = fakeIo({ cwd, env: quiet });
  const code = await check(readArguments(['check', ...args]), io);
  return { ...io, code };
}

async function decided(cwd: string, ...args: readonly string[]) {
  const { code, out } = await run(cwd, '--json', ...args);
  const verdict: { decision: string; scope: string; items: { id: string; applies: boolean }[] } = JSON.parse(out());
  return { code, ...verdict };
}

describe('the decision and its exit code', () => {
  test.each<[string, readonly string[], number, string, number]>([
    ['proved', [covered], 9, 'go', 0],
    ['not proved', [covered], 7, 'no-go', 1],
    ['people have to act', [covered, notes], 9, 'waiting', 1],
    ['failed comes before open', [covered, notes], 7, 'no-go', 1],
    ['nothing is required', ['{ id: cake, title: Cake, level: may }'], 9, 'cannot-tell', 2],
    ['no report', [covered.replace('lcov.info', 'none.info')], 9, 'cannot-tell', 2],
  ])('%s', async (_, items, lines, decision, code) => {
    expect(await decided(project(items, lines))).toMatchObject({ decision, code });
  });

  test('--machine leaves out what people do', async () => {
    expect(await decided(project([covered, notes]), '--machine')).toMatchObject({ decision: 'go', scope: 'machine', code: 0 });
    expect(await decided(project([notes]), '--machine')).toMatchObject({ decision: 'cannot-tell', code: 2 });
  });

  test('a committed report proves nothing', async () => {
    const root = project([covered]);
    git(root, 'add', '--force', 'coverage/lcov.info');
    git(root, 'commit', '--quiet', '--message=report');
    expect(await decided(root)).toMatchObject({ decision: 'cannot-tell', code: 2 });
  });

  test('without git it is judged all the same', async () => {
    const root = folder();
    write(root, { '.github/gonogo.yml': config, '.github/release.yml': checklist(covered), 'coverage/lcov.info': lcov(9) });
    expect(await decided(root)).toMatchObject({ decision: 'go', head: '0'.repeat(40) });
  });

  test('from a folder below, and for a folder that is named', async () => {
    const root = project([covered]);
    write(root, { 'src/a.ts': '' });
    expect(await decided(join(root, 'src'))).toMatchObject({ decision: 'go' });
    expect(await decided('/', root)).toMatchObject({ decision: 'go' });
  });

  test('a condition on paths looks at the branch; on the default branch it holds', async () => {
    const root = project([covered, "{ id: api, title: API, when: { paths: ['api/**'] } }"]);
    const applies = async () => (await decided(root)).items.find(({ id }) => id === 'api')?.applies;
    expect(await applies()).toBe(true);
    git(root, 'switch', '--quiet', '--create', 'feature');
    expect(await applies()).toBe(true);
    write(root, { 'web/new.ts': '' });
    expect(await applies()).toBe(false);
    write(root, { 'api/new.ts': '' });
    expect(await applies()).toBe(true);
  });
});

test('a condition on a component looks at the paths that are its own', async () => {
  const root = project([covered, '{ id: api, title: API, when: { component: [api] } }']);
  write(root, { '.github/gonogo.yml': `${config}components: { api: { paths: ['api/**'] }, web: { paths: ['web/**'] } }\n` });
  git(root, 'switch', '--quiet', '--create', 'feature');
  const applies = async () => (await decided(root)).items.find(({ id }) => id === 'api')?.applies;
  git(root, 'commit', '--quiet', '--all', '--message=components');
  expect(await applies()).toBe(false);
  write(root, { 'api/new.ts': '' });
  expect(await applies()).toBe(true);
});

describe('what is printed', () => {
  test('the report, and nothing else', async () => {
    const { out, err } = await run(project([covered]));
    expect(out()).toMatch(
      /^GO\nRelease checklist · workspace at [0-9a-f]{12} · policy: work tree\n\nQuality {2}1 of 1\n {2}✓ Tests cover the code {2}lines 90 % \(at least 80 %\)/,
    );
    expect(err()).toBe('');
  });

  test('every problem of the policy, and a headline', async () => {
    const root = repository({ '.github/gonogo.yml': `${config}enforcemnt: observe\nsolow: true\n` });
    const { code, out, err } = await run(root);
    expect(err()).toMatch(/gonogo\.yml:3:\d+: .*enforcemnt[\s\S]*gonogo\.yml:4:\d+: .*solow/);
    expect(out()).toBe('CANNOT TELL: 2 problems in the policy\n');
    expect(code).toBe(2);
  });

  test('--json is always a verdict', async () => {
    const { code, out } = await run(folder(), '--json');
    expect(JSON.parse(out())).toMatchObject({
      format: 'gonogo/verdict/1',
      decision: 'cannot-tell',
      policy: null,
      subject: { kind: 'workspace' },
    });
    expect(code).toBe(2);
  });

  test('a folder that is none is bad usage', async () => {
    await expect(run(folder(), 'nowhere')).rejects.toMatchObject({
      problems: [{ code: 'cli.usage', message: 'nowhere is no folder' }],
    });
  });
});

describe('files', () => {
  test('a recording can be judged again, to the same verdict', async () => {
    const root = project([covered, notes]);
    await run(root, '--record', 'out.json');
    const recording = readRecording(readFileSync(join(root, 'out.json'), 'utf8'), 'out.json');
    expect(recording.verdict?.decision).toBe('waiting');
    expect(replay(recording)).toEqual(recording.verdict);
  });

  test('a summary is appended', async () => {
    const root = project([covered]);
    write(root, { 'summary.md': 'before\n' });
    await run(root, '--summary=summary.md');
    expect(readFileSync(join(root, 'summary.md'), 'utf8')).toMatch(/^before\n# ✅ GO\n/);
  });

  test('a page is written, even of a policy that nobody can read', async () => {
    const root = project([covered]);
    await run(root, '--html', 'page.html');
    expect(readFileSync(join(root, 'page.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<bdi>GO<\/bdi><\/h1>/);
    const none = folder();
    await run(none, '--html=page.html');
    expect(readFileSync(join(none, 'page.html'), 'utf8')).toContain('<bdi>CANNOT TELL: ');
  });

  test('two of them in one file is bad usage, before anything is judged', async () => {
    const root = project([covered]);
    await expect(run(root, '--html', 'out', '--record=./out')).rejects.toMatchObject({
      problems: [{ code: 'cli.usage', message: '--record and --html name the same file, ./out' }],
    });
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  test('one that cannot be written is no go, but the answer is told', async () => {
    const { code, out, err } = await run(project([covered]), '--record', 'no/such/folder/out.json');
    expect([code, out().split('\n')[0]]).toEqual([2, 'GO']);
    expect(err()).toBe('no/such/folder/out.json: its folder is not there\n  Make the folder, or name another file.\n');
  });

  test('without a policy there is nothing to record', async () => {
    const root = folder();
    const { code, err } = await run(root, '--record', 'out.json');
    expect([code, existsSync(join(root, 'out.json'))]).toEqual([2, false]);
    expect(err()).toMatch(/out\.json: there is no policy to record/);
  });
});

test('Ctrl-C ends it without an answer', async () => {
  const io = fakeIo({ cwd: project([covered]), env: quiet, signal: AbortSignal.abort() });
  await expect(check(readArguments(['check']), io)).rejects.toMatchObject({ name: 'AbortError' });
  expect(io.out()).toBe('');
});
