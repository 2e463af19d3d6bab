// A page as a browser reads it.
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

export interface Page {
  readonly elements: readonly Element[];
  /** Everything that is read, without style and script. */
  readonly text: string;
  readonly find: (tag: string) => Element[];
}

export function readPage(page: string): Page {
  const elements: Element[] = [];
  const texts: string[] = [];
  walk(parse(page), elements, texts);
  return { elements, text: texts.join(''), find: (tag) => elements.filter(({ tagName }) => tagName === tag) };
}

function walk(node: Node, elements: Element[], texts: string[]): void {
  if ('tagName' in node) elements.push(node);
  if ('value' in node) texts.push(node.value);
  if (!('childNodes' in node) || node.nodeName === 'style' || node.nodeName === 'script') return;
  for (const child of node.childNodes) walk(child, elements, texts);
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value;
}

export function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
