import { nearest, type Problem } from '../ground/problem.ts';
import type { Item } from './model.ts';

/** What items say of one another: every id must be there, and nothing may wait for itself. */
export function checkGraph(items: readonly Item[]): Problem[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return [...items.flatMap((item) => unknownIds(item, byId)), ...circles(items, byId)];
}

/** The items that this one looks at. */
function waitsFor(item: Item): readonly string[] {
  return item.proof.by === 'items' && item.proof.of !== 'all-above' ? [...item.after, ...item.proof.of] : item.after;
}

function unknownIds(item: Item, byId: ReadonlyMap<string, Item>): Problem[] {
  const unknown = waitsFor(item).filter((id) => !byId.has(id));
  return unknown.map((id) => {
    const meant = nearest(id, byId.keys());
    const remedy = meant === undefined ? 'Use an id of the checklist.' : `Did you mean ${meant}?`;
    return {
      code: 'checklist.no-such-item',
      message: `${item.id} speaks of ${id}, which the checklist does not have`,
      remedy,
      ...item.at,
    };
  });
}

function circles(items: readonly Item[], byId: ReadonlyMap<string, Item>): Problem[] {
  const settled = new Set<string>();
  const problems: Problem[] = [];
  for (const start of items) {
    const circle = circleFrom(start, byId, settled);
    if (circle === undefined) continue;
    const message = `${circle.join(' waits for ')}, and so for ever`;
    problems.push({ code: 'checklist.circle', message, remedy: 'Take one of them out of `after` or the roll-up.', ...start.at });
  }
  return problems;
}

/** Depth first with a stack of its own: a chain of 2,000 items is no reason to run out of it. */
function circleFrom(start: Item, byId: ReadonlyMap<string, Item>, settled: Set<string>): string[] | undefined {
  const path: { id: string; left: string[] }[] = [];
  const enter = (id: string) => {
    const item = byId.get(id);
    path.push({ id, left: item ? [...waitsFor(item)] : [] });
  };
  if (!settled.has(start.id)) enter(start.id);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.left.pop();
    if (next === undefined) {
      settled.add(top.id);
      path.pop();
      continue;
    }
    const from = path.findIndex(({ id }) => id === next);
    if (from >= 0) {
      const circle = [...path.slice(from).map(({ id }) => id), next];
      circle.forEach((id) => settled.add(id));
      return circle;
    }
    if (!settled.has(next)) enter(next);
  }
  return undefined;
}
