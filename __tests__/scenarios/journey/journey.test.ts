// The whole way of a release, on the page of `npm start`, as four people in a browser. What is clicked is what people click.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { root } from '../../house/sources.ts';
import { browserPath, launchBrowser } from '../../sandbox/page/browser.ts';
import { type Running, startDemo } from './demo.ts';

const path = browserPath();
const patience = 90_000;
/** Where pictures of the way are wanted. */
const pictures = process.env['GONOGO_PICTURES'];

describe('starting it', () => {
  test('a port that is taken is said, with what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const args = [join(root, 'scripts/start.ts'), '--port', String(port)];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    server.close();
    expect([status, stderr]).toEqual([
      70,
      `The port ${port} is in use.\n  Name another one: npm start -- --port 0 takes any that is free.\n`,
    ]);
  });

  test.each([['--port', 'none'], ['--colour']])('%s %s is refused in words', (...args) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/start.ts'), ...args], { encoding: 'utf8' });
    expect(status).toBe(70);
    expect(stderr).toMatch(/^.+\n {2}.+\n$/);
  });
});

if (path === undefined) {
  test('there is no browser here, so that the way of a release is not walked (CHROME_PATH names one)', () => {
    expect(browserPath()).toBeUndefined();
  });
} else {
  describe('a release, from its pull request to its merge', () => {
    let demo: Running;
    let browser: Browser;
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('gonogo-demo-'));
    const before = new Set(left());
    beforeAll(async () => {
      [demo, browser] = await Promise.all([startDemo('--port', '0'), launchBrowser(path)]);
    });
    afterAll(async () => {
      await browser?.close();
      await demo?.stop();
    });

    test('four people take it to GO and merge it', async () => {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
      page.setDefaultTimeout(patience);
      const walk = new Walk(page, demo.url);
      await walk.home();
      await page.getByRole('heading', { name: 'A release that waits for you' }).waitFor();
      await walk.keep('start');

      await walk.as('rafael');
      await walk.release();
      await page.getByText('Release of the lighthouse').filter({ visible: true }).first().waitFor();
      await walk.keep('board');

      await walk.as('ivo');
      await walk.release();
      await walk.say('/gonogo tick backups');
      await walk.until('ivo is told that he may not', async () => (await walk.text()).includes('you may not'));

      await walk.as('rafael');
      await walk.release();
      await walk.tick('A backup was restored this month');
      await walk.tick('Somebody is on call this week');

      await walk.until('headers is red', async () => /NO-GO: \d+ failed/.test(await walk.text()));
      await walk.keep('no-go');
      await walk.home();
      await page.getByRole('button', { name: 'Mend the service' }).click();
      await walk.say('/gonogo recheck');

      await walk.as('nora');
      await walk.release();
      await walk.click('The harbour master agrees');
      await walk.until('her own sign-off is taken back', async () => !(await walk.isTicked('The harbour master agrees')));
      await walk.as('olga');
      await walk.release();
      await walk.tick('The harbour master agrees');
      await walk.until(
        'GO',
        async () => /\bGO\b/.test(await walk.text()) && !/NO-GO|WAITING|CANNOT TELL/.test(await walk.mergeBox()),
      );
      await walk.keep('go');
      await page.getByRole('button', { name: 'Merge pull request' }).click();
      await walk.until('it is merged', async () => /\bMerged\b/.test(await walk.text()));
      expect(await walk.text()).toMatch(/\bMerged\b/);
    });

    test('Ctrl-C ends it and leaves nothing behind', async () => {
      expect(await demo.stop()).toBe(0);
      expect(left().filter((name) => !before.has(name))).toEqual([]);
    });
  });
}

/** One browser, whoever sits at it. */
class Walk {
  readonly #page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  async home(): Promise<void> {
    await this.#page.goto(this.#url);
  }

  async release(): Promise<void> {
    await this.#page.goto(`${this.#url}harbour/lighthouse/pull/1`);
  }

  async as(login: string): Promise<void> {
    await this.#page.goto(this.#url);
    await this.#page.locator('#you summary').click();
    await this.#page.locator(`#you button[value="${login}"]`).click();
    await this.#page.getByText(`You are ${login}`).waitFor();
  }

  async say(words: string): Promise<void> {
    await this.release();
    await this.#page.getByLabel('Comment, in Markdown').first().fill(words);
    await this.#page.getByRole('button', { name: 'Comment', exact: true }).click();
  }

  async click(title: string): Promise<void> {
    await this.until(`${title} can be ticked`, async () => {
      await this.release();
      return (await this.#box(title).count()) > 0 && (await this.#box(title).isEnabled());
    });
    await this.#box(title).click();
  }

  async tick(title: string): Promise<void> {
    await this.click(title);
    await this.until(`${title} is ticked`, () => this.isTicked(title));
  }

  async isTicked(title: string): Promise<boolean> {
    await this.release();
    return this.#box(title).isChecked();
  }

  #box(title: string) {
    return this.#page.getByRole('checkbox', { name: title }).first();
  }

  async text(): Promise<string> {
    await this.release();
    return this.#page.locator('#main').innerText();
  }

  async mergeBox(): Promise<string> {
    const found = /(?:Merging is blocked|All checks|checks)[\s\S]*/.exec(await this.text())?.[0];
    return found ?? '';
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + patience;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`It never came to this: ${what}\n${await this.text()}`);
      await this.#page.waitForTimeout(500);
    }
  }

  /** A picture of what is on the page, where somebody wants it. */
  async keep(name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await this.#page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
}
