import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Demo, settleDemo } from '../../../src/sandbox/demo/demo.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { browserPath, launchBrowser, openDesk } from './browser.ts';

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

const desk = (own: Browser, login: string, at: string) => openDesk(own, { sandbox, open, login, at });

test('a deployment waits, is refused to who started it, and let in by its reviewer', async () => {
  if (browser === undefined) {
    expect(path).toBeUndefined();
    return;
  }
  const author = await desk(browser, 'nora', '/harbour/ferry');
  await author.page.getByRole('link', { name: 'Actions' }).click();
  await author.page.getByRole('link', { name: 'Deploy', exact: true }).click();
  await author.page.getByText('nora started it, and may not let it in.').waitFor();
  expect(await author.page.getByRole('button', { name: 'Approve and deploy' }).isDisabled()).toBe(true);
  const reviewer = await desk(browser, 'rafael', new URL(author.page.url()).pathname);
  await reviewer.page.getByLabel('Comment').fill('Seen <b>on staging</b>.');
  await reviewer.page.getByRole('button', { name: 'Approve and deploy' }).click();
  await reviewer.page.getByText('rafael approved production').waitFor();
  // The author sees it without doing anything.
  await author.page.getByText('Seen <b>on staging</b>.').waitFor();
  await author.page.getByRole('link', { name: 'Deployments' }).click();
  await author.page.getByRole('link', { name: 'production' }).click();
  await author.page.getByRole('heading', { name: 'production success' }).waitFor();
  expect([...author.complaints, ...reviewer.complaints, ...sandbox.breaches]).toEqual([]);
});

test('a draft of a release is published, and another written', async () => {
  if (browser === undefined) return expect(path).toBeUndefined();
  const { page, complaints } = await desk(browser, 'mika', '/harbour/ferry/releases');
  await page.getByRole('link', { name: '2.4.0' }).click();
  await page.getByRole('button', { name: 'Publish release' }).click();
  await page.getByText('latest', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Releases' }).click();
  await page.getByText('New release').click();
  await page.getByLabel('Tag', { exact: true }).fill('v2.5.0');
  await page.getByLabel('Notes, in Markdown').fill('> [!WARNING]\n> Read first.');
  await page.getByRole('button', { name: 'Publish release' }).click();
  await page.locator('.markdown-alert-warning', { hasText: 'Read first.' }).waitFor();
  expect([...shippedFrom(demo.repo).releases.values()].map(({ draft }) => draft)).toEqual([false, false, false]);
  expect([...complaints, ...sandbox.breaches]).toEqual([]);
});

test('three go through the queue, one is taken out', async () => {
  if (browser === undefined) return expect(path).toBeUndefined();
  const { page, complaints } = await desk(browser, 'mika', '/harbour/pier/pull/1');
  for (const number of [1, 2, 3]) {
    await page.goto(`${sandbox.url}/harbour/pier/pull/${number}`);
    await page.getByRole('button', { name: 'Merge when ready' }).click();
    await page.getByRole('heading', { name: 'In the merge queue' }).waitFor();
  }
  await page.goto(`${sandbox.url}/harbour/pier/pull/2`);
  await page.getByRole('button', { name: 'Remove from the queue' }).click();
  await page.getByRole('button', { name: 'Merge when ready' }).waitFor();
  const pier = sandbox.world.names.get('harbour/pier');
  expect(pier?.queue.map(({ issue }) => issue.number)).toEqual([1, 3]);
  for (const left of [2, 1]) {
    await page.goto(`${sandbox.url}/harbour/pier/pull/2`);
    await page.locator('section.merge ol').getByRole('link', { name: 'tests' }).first().click();
    await page.getByRole('button', { name: 'Re-run' }).click();
    await page.getByText('All passed').waitFor();
    expect(pier?.queue).toHaveLength(left - 1);
  }
  await page.goto(`${sandbox.url}/harbour/pier/pull/3`);
  await page.getByRole('heading', { name: 'Merged' }).waitFor();
  expect([...complaints, ...sandbox.breaches]).toEqual([]);
});
