/** The outermost element of what may be a document of XML, and what follows it. */
export interface XmlRoot {
  readonly name: string;
  /** Its attributes, as they are written. */
  readonly attributes: string;
  readonly inside: string;
  /** What the DOCTYPE says, where there is one. */
  readonly doctype: string;
}

const before = /^\uFEFF?(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>)*/;
const tag = /^<([A-Za-z_][\w.:-]*)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/;

/** From the first 64 kB of a report; nothing when it is no XML. */
export function xmlRootOf(text: string): XmlRoot | undefined {
  const start = before.exec(text)?.[0] ?? '';
  const rest = text.slice(start.length);
  const [whole, name, attributes = ''] = tag.exec(rest) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  return { name, attributes, inside: rest.slice(whole.length), doctype: /<!DOCTYPE[^>[]*/.exec(start)?.[0] ?? '' };
}

/** Most reports are no XML, and looking for a root would be in vain. */
export function hasRoot(text: string, isIt: (root: XmlRoot) => boolean): boolean {
  const root = /^\uFEFF?\s*</.test(text) ? xmlRootOf(text) : undefined;
  return root !== undefined && isIt(root);
}
