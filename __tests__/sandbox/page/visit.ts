import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { createPages } from '../../../src/sandbox/page/pages.ts';
import type { View } from '../../../src/sandbox/page/view.ts';
import { visitorOf } from '../../../src/sandbox/page/visitor.ts';
import type { Entry } from '../../../src/sandbox/server/respond.ts';
import type { World } from '../../../src/sandbox/state/world.ts';
import { town } from '../town.ts';

type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

export function cookieOf(world: World, login: string | null): string {
  return `sandbox_you=${login === null ? 'nobody' : world.logins.get(login)?.id}`;
}

export function viewAs(world: World, login: string | null, path = '/'): View {
  const url = new URL(path, 'http://localhost');
  return { world, url, journal: [], version: '0', visitor: visitorOf(world, cookieOf(world, login)) };
}

/** A browser without script, on pages without a server. */
export function visiting(here = town(), journal: Entry[] = []) {
  const pages = createPages({ world: here.world, journal });
  const ask = (
    method: string,
    target: string,
    more: { cookie: string; form?: Record<string, string>; headers?: Record<string, string> },
  ) => {
    const headers = {
      accept: 'text/html',
      host: 'localhost',
      cookie: more.cookie,
      ...(more.form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...more.headers,
    };
    const body = Buffer.from(new URLSearchParams(more.form ?? {}).toString());
    return pages({ method, target, headers, body });
  };
  const as = (login: string | null, ticks = 'position') => {
    const cookie = `${cookieOf(here.world, login)}; sandbox_ticks=${ticks}`;
    return {
      get: (target: string) => {
        const reply = ask('GET', target, { cookie });
        return { status: reply?.status ?? 0, text: String(reply?.body ?? ''), headers: reply?.headers ?? {} };
      },
      post: (target: string, form: Record<string, string>) => {
        const reply = ask('POST', target, { cookie, form });
        return { status: reply?.status ?? 0, text: String(reply?.body ?? ''), location: reply?.headers['location'] ?? '' };
      },
    };
  };
  return { ...here, pages, ask, as, journal };
}

export function elements(markup: string): Element[] {
  const walk = (node: Node): Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(walk) : []),
  ];
  return walk(parse(markup));
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value;
}

/** What a browser would run or fetch from elsewhere. */
export function dangers(markup: string): string[] {
  return elements(markup).flatMap((element) => {
    const { tagName, attrs } = element;
    const own = tagName === 'script' && attribute(element, 'src')?.startsWith('/-/page.js');
    const bad = ['script', 'iframe', 'object', 'embed', 'style', 'base', 'template', 'img', 'math'].includes(tagName) && !own;
    const handlers = attrs.filter(
      ({ name, value }) =>
        name.startsWith('on') ||
        name === 'style' ||
        (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name) &&
          /^\s*(?:javascript|vbscript|data:(?!,$))/i.test(value)),
    );
    return [...(bad ? [tagName] : []), ...handlers.map(({ name, value }) => `${tagName} ${name}=${value}`)];
  });
}
