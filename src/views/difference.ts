import { canonical } from '../ground/json.ts';
import type { ItemVerdict, Verdict } from '../verdict/verdict.ts';
import { headlineOf } from './headline.ts';

/** Where two verdicts of one case differ, a line each: `before -> after`. None when they are the same to the last field. */
export function differences(before: Verdict, after: Verdict): string[] {
  const lines = [
    ...changed('answer', safely(headlineOf, before), safely(headlineOf, after)),
    ...itemLines(listOf(before.items), listOf(after.items)),
  ];
  const rest = fieldsThatDiffer(before, after);
  if (lines.length > 0 || rest.length === 0) return lines;
  return [`only in ${rest.join(', ')}`];
}

function itemLines(before: readonly ItemVerdict[], after: readonly ItemVerdict[]): string[] {
  const now = new Map(after.map((item) => [item.id, item]));
  const then = new Map(before.map((item) => [item.id, item]));
  const ids = [...new Set([...then.keys(), ...now.keys()])];
  return ids.flatMap((id) => {
    const [old, fresh] = [then.get(id), now.get(id)];
    if (old !== undefined && fresh !== undefined && same(old, fresh)) return [];
    const lines = changed(id, describe(old), describe(fresh));
    return lines.length > 0 || old === undefined || fresh === undefined
      ? lines
      : [`${id}: only in ${fieldsThatDiffer(old, fresh).join(', ')}`];
  });
}

function describe(item: ItemVerdict | undefined): string {
  return item === undefined ? 'not there' : `${item.state} (${item.because})`;
}

function changed(name: string, before: string, after: string): string[] {
  return before === after ? [] : [`${name}: ${before} -> ${after}`];
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => !same(Reflect.get(before, name), Reflect.get(after, name)));
}

function same(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonical(a) === canonical(b);
}

/** The recorded verdict is anybody's object: what cannot be read from it is a difference like any other. */
function safely(read: (verdict: Verdict) => string, verdict: Verdict): string {
  try {
    return read(verdict);
  } catch {
    return 'not readable';
  }
}

function listOf(items: unknown): readonly ItemVerdict[] {
  return Array.isArray(items) ? items.filter((item) => typeof item === 'object' && item !== null) : [];
}
