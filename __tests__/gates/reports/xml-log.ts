import type { XmlElement, XmlHandler } from '../../../src/gates/reports/xml-scan.ts';

/** Writes down all that a document says: `<a x=1>`, `text`, `</a>`. */
export function xmlLog(attributes: readonly string[] = ['x', 'y']): { handler: XmlHandler; log: string[] } {
  const log: string[] = [];
  const said = (element: XmlElement) =>
    attributes.flatMap((name) => {
      const value = element.get(name);
      return value === undefined ? [] : [` ${name}=${value}`];
    });
  const handler: XmlHandler = {
    open: (element) => {
      log.push(`${element.parent}<${element.name}${said(element).join('')}>`);
      return element.name.startsWith('t');
    },
    close: (name, text) => {
      if (text !== '') log.push(text);
      log.push(`</${name}>`);
    },
  };
  return { handler, log };
}

/** An element that never was in a document. */
export function elementOf(name: string, attributes: Readonly<Record<string, string>>, parent = ''): XmlElement {
  const get = (key: string) => attributes[key];
  return {
    name,
    parent,
    isEmpty: false,
    get,
    whole: (key) =>
      attributes[key] === undefined ? undefined : /^\d+$/.test(attributes[key]) ? Number(attributes[key]) : Number.NaN,
  };
}
