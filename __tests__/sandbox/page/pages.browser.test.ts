import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Demo, settleDemo } from '../../../src/sandbox/demo/demo.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { browserPath, launchBrowser, openDesk } from './browser.ts';

// Three people at one release, each in a browser of their own. Without a browser there is nothing to try, and that is said.
const path = browserPath();
const open: { close: () => Promise<unknown> }[] = [];
let sandbox: Sandbox;
let demo: Demo;
let browser: Browser | undefined;

beforeAll(async () => {
  sandbox = await startSandbox();
  demo = settleDemo(sandbox.world);
  if (path !== undefined) browser = await launchBrowser(path);
});

afterAll(async () => {
  for (const each of open) await each.close();
  await browser?.close();
  await sandbox.close();
});

const deskOf = (own: Browser, login: string, more: Parameters<Browser['newContext']>[0] = {}) =>
  openDesk(own, { sandbox, open, login, at: '/harbour/ferry/pull/1', more });

const titles = [
  'Tests of what changed were read by a second person',
  'Release notes say what users must do',
  'TLS 1.2 or newer on every public address',
  'Keys of people who left were changed',
  'A backup was restored this month',
  'Everybody on call knows how to roll back',
];

const box = (page: Page, name: string) => page.getByRole('checkbox', { name });

async function ticked(page: Page, name: string): Promise<string | null> {
  return await page.locator(`[role=checkbox][aria-checked=true][aria-label="${name}"]`).getAttribute('aria-checked');
}

async function scrolled(page: Page): Promise<number> {
  return await page.evaluate<number>('scrollY');
}

test('a release as three people: blocked, then gone', async () => {
  if (browser === undefined) {
    process.stderr.write('No browser here, so nobody tried the page with one: install chromium, or set CHROME_PATH.\n');
    expect(path).toBeUndefined();
    return;
  }
  const author = await deskOf(browser, 'nora');
  const reviewer = await deskOf(browser, 'rafael');
  const manager = await deskOf(browser, 'mika');
  const merge = manager.page.getByRole('button', { name: 'Merge pull request' });
  expect(await merge.isDisabled()).toBe(true);
  await manager.page.getByText('Required status check "release gate" is failing.').waitFor();

  // With the mouse, without a jump; then with the keyboard, and the focus stays.
  await author.page.mouse.wheel(0, 300);
  await box(author.page, titles[0] ?? '').scrollIntoViewIfNeeded();
  const before = await scrolled(author.page);
  await box(author.page, titles[0] ?? '').click();
  expect(await ticked(author.page, titles[0] ?? '')).toBe('true');
  expect(await scrolled(author.page)).toBe(before);
  await box(author.page, titles[1] ?? '').focus();
  await author.page.keyboard.press('Space');
  expect(await ticked(author.page, titles[1] ?? '')).toBe('true');
  expect(await author.page.locator(':focus').getAttribute('aria-label')).toBe(titles[1]);
  expect(await author.page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  await author.page.getByLabel('Comment, in Markdown').fill('Ready when @rafael is. <script>alert(1)</script>');
  await author.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await author.page.getByRole('link', { name: '@rafael' }).waitFor();

  // The others see it without doing anything.
  expect(await ticked(reviewer.page, titles[1] ?? '')).toBe('true');
  await sandbox.as('nora').push(demo.repo, 'release/2.4.0', { 'NOTES.md': 'what is new\n' });
  for (const title of titles.slice(2)) {
    await box(reviewer.page, title).click();
    expect(await ticked(reviewer.page, title)).toBe('true');
  }
  await reviewer.page.getByLabel('Review, in Markdown').fill('Looks **good**.');
  await reviewer.page.getByRole('button', { name: 'Approve' }).click();
  await reviewer.page.getByText('approved these changes').waitFor();

  await manager.page.getByText('Ready to merge').waitFor();
  await manager.page.getByLabel('How', { exact: true }).selectOption('squash');
  await manager.page.getByRole('button', { name: 'Merge pull request' }).click();
  await manager.page.getByRole('heading', { name: 'Merged' }).waitFor();
  expect(demo.release.pull.mergedBy?.login).toBe('mika');
  expect(demo.release.pull.reviews).toMatchObject([{ state: 'APPROVED', commit: demo.release.pull.headSha }]);
  expect([author, reviewer, manager].flatMap(({ complaints }) => complaints)).toEqual([]);
  expect(sandbox.breaches).toEqual([]);
});

test('without script, on a telephone, as somebody who may only read', async () => {
  if (browser === undefined) {
    expect(path).toBeUndefined();
    return;
  }
  const small = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, colorScheme: 'dark' } as const;
  const { page, complaints } = await deskOf(browser, 'ivo', small);
  for (const at of [
    '/',
    '/harbour/ferry',
    '/harbour/ferry/pull/1',
    '/harbour/ferry/pull/1/files',
    '/harbour/ferry/pull/1/checks',
    '/-/timeline',
    '/harbour/ferry/pull/3',
    '/harbour/ferry/releases',
    '/harbour/ferry/actions',
    '/harbour/ferry/deployments',
    '/harbour/pier/pull/1',
  ]) {
    await page.goto(sandbox.url + at);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
  }
  await page.goto(`${sandbox.url}/harbour/ferry/issues/2`);
  expect(await box(page, 'price').isDisabled()).toBe(true);
  await page.getByText('You are').click();
  await page.getByRole('button', { name: 'tess' }).click();
  await box(page, 'price').click();
  expect(await ticked(page, 'price')).toBe('true');
  expect([...demo.repo.issues.values()][1]?.body).toContain('[x] price');
  expect(complaints).toEqual([]);
});
