import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
