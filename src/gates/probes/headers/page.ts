import type { DefaultTreeAdapterTypes } from 'parse5';
import { type Header, valuesOf } from '../header-list.ts';
import type { Markup, Script } from './seen.ts';

type Node = DefaultTreeAdapterTypes.Node;

const none: Markup = { isHtml: false, scripts: [], policies: [] };

/** The parts of a page that count like headers, as browsers read it. */
export async function markupOf(headers: readonly Header[], body: Uint8Array): Promise<Markup> {
  const type = (valuesOf(headers, 'content-type')[0] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'text/html' && type !== 'application/xhtml+xml') return none;
  const { parse } = await import('parse5');
  const scripts: (Script | 'inline')[] = [];
  const policies: string[] = [];
  let referrer: string | undefined;
  for (const { tagName, attribute } of elementsIn(parse(new TextDecoder().decode(body)))) {
    if (tagName === 'script') {
      const [src, integrity] = [attribute('src'), attribute('integrity')];
      scripts.push(src === undefined || src === '' ? 'inline' : { src, ...(integrity !== undefined && { integrity }) });
    }
    const content = attribute('content');
    if (tagName !== 'meta' || content === undefined || content === '') continue;
    if (attribute('http-equiv')?.trim().toLowerCase() === 'content-security-policy') policies.push(content);
    else if (attribute('name')?.trim().toLowerCase() === 'referrer') referrer = content;
  }
  return { isHtml: true, scripts, policies, ...(referrer !== undefined && { referrer }) };
}

interface Element {
  readonly tagName: string;
  readonly attribute: (name: string) => string | undefined;
}

/** Without recursion: a page may be nested as deep as it likes. */
function elementsIn(root: Node): Element[] {
  const found: Element[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('childNodes' in node) open.push(...node.childNodes.toReversed());
    if (!('tagName' in node)) continue;
    const { tagName, attrs } = node;
    found.push({ tagName, attribute: (name) => attrs.find((each) => each.name === name)?.value });
  }
  return found;
}
