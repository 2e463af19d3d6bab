import type { Route } from './route.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export type Router = (method: string, path: string) => Match | undefined;

interface Node {
  readonly fixed: Map<string, Node>;
  place?: Node;
  readonly routes: Map<string, Route>;
  /** Takes everything that is left: paths and references have slashes. */
  readonly rest: Map<string, Route>;
}

const greedy = /\/(?:contents\/\{path\}|git\/(?:refs?|matching-refs)\/\{ref\}|releases\/tags\/\{tag\}|compare\/\{basehead\})$/;

/** Fixed parts win over places, as `/issues/comments/{id}` over `/issues/{number}/...`. */
export function createRouter(routes: readonly Route[]): Router {
  const root = newNode();
  for (const route of routes) {
    const [method = '', path = ''] = route.operation.split(' ');
    const parts = path.split('/').slice(1);
    const isGreedy = greedy.test(path);
    let node = root;
    for (const part of isGreedy ? parts.slice(0, -1) : parts) node = step(node, part);
    (isGreedy ? node.rest : node.routes).set(method, route);
  }
  return (method, path) => {
    const parts = path.split('/').slice(1).map(decode);
    const route = find(root, { method, parts, at: 0 });
    return route && { route, params: paramsOf(route, parts) };
  };
}

function newNode(): Node {
  return { fixed: new Map(), routes: new Map(), rest: new Map() };
}

function step(node: Node, part: string): Node {
  if (part.startsWith('{')) return (node.place ??= newNode());
  const next = node.fixed.get(part) ?? newNode();
  node.fixed.set(part, next);
  return next;
}

interface Wanted {
  readonly method: string;
  readonly parts: readonly string[];
  readonly at: number;
}

function find(node: Node, wanted: Wanted): Route | undefined {
  const { method, parts, at } = wanted;
  const part = parts[at];
  if (part === undefined) return node.routes.get(method) ?? node.rest.get(method);
  const fixed = node.fixed.get(part);
  const next = { method, parts, at: at + 1 };
  const deeper = (fixed && find(fixed, next)) ?? (part !== '' && node.place ? find(node.place, next) : undefined);
  return deeper ?? node.rest.get(method);
}

function paramsOf({ operation }: Route, parts: readonly string[]): Record<string, string> {
  const template = (operation.split(' ')[1] ?? '').split('/').slice(1);
  const params: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const name = /^\{(?<name>\w+)\}$/.exec(part)?.groups?.['name'];
    if (name === undefined) continue;
    params[name] = at === template.length - 1 ? parts.slice(at).join('/') : (parts[at] ?? '');
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
