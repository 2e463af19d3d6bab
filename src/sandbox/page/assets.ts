import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly digest: string;
}

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

function load(path: string | URL, type: string): Asset {
  const body = readFileSync(path);
  return { type, body, digest: createHash('sha256').update(body).digest('hex').slice(0, 12) };
}

/** All that a page loads, from here. How GitHub shows Markdown is a package made from its own style sheets. */
const assets: Readonly<Record<string, Asset>> = {
  'page.css': load(new URL('assets/page.css', import.meta.url), style),
  'page.js': load(new URL('assets/page.js', import.meta.url), script),
  'github-markdown.css': load(createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css'), style),
};

export function assetNamed(name: string): Asset | undefined {
  return Object.hasOwn(assets, name) ? assets[name] : undefined;
}

/** Changes with the content, so that it may be kept for ever. */
export function assetAddress(name: string): string {
  return `/-/${name}?v=${assetNamed(name)?.digest ?? ''}`;
}
