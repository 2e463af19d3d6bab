import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { cookieOf } from './visit.ts';

/** The browser of this machine; the variable wins. */
export function browserPath(): string | undefined {
  const asked = process.env['CHROME_PATH'];
  if (asked !== undefined && asked !== '') return asked;
  return ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
}

export async function launchBrowser(path: string): Promise<Browser> {
  // A browser that runs as root has no sandbox of its own; it sees nothing but loopback here.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
  return await chromium.launch({ executablePath: path, args });
}

export interface Desk {
  readonly page: Page;
  /** What the browser complained about. */
  readonly complaints: string[];
}

export interface DeskWish {
  readonly sandbox: Sandbox;
  /** What is to be closed in the end. */
  readonly open: { close: () => Promise<unknown> }[];
  readonly login: string;
  readonly at: string;
  readonly more?: Parameters<Browser['newContext']>[0];
}

/** A browser of their own for one of the people. */
export async function openDesk(browser: Browser, { sandbox, open, login, at, more = {} }: DeskWish): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...more });
  open.push(context);
  const [name = '', value = ''] = cookieOf(sandbox.world, login).split('=');
  await context.addCookies([{ name, value, url: sandbox.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(sandbox.url) && !request.url().startsWith('data:'))
      complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(sandbox.url + at);
  return { page, complaints };
}
