import type { Answer, Call } from './route.ts';

interface Listed<T> {
  readonly items: readonly T[];
  readonly view: (item: T) => unknown;
  /** Lists that stand inside of an object tell their length beside them. */
  readonly under?: string;
}

/** One page of a list, 30 long unless asked for up to 100, and in the header where the others are. Only what is shown is viewed. */
export function page<T>({ query, url }: Call, { items, view, under }: Listed<T>): Answer {
  const size = clamp(query.get('per_page'), 30, 100);
  const number = clamp(query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const shown = items.slice((number - 1) * size, number * size).map(view);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = linkHeader(url, number, last);
  return {
    status: 200,
    body: under === undefined ? shown : { total_count: items.length, [under]: shown },
    ...(link !== '' && { headers: { link } }),
  };
}

export function clamp(asked: string | null, usual: number, most: number): number {
  const number = Number(asked ?? usual);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : usual;
}

function linkHeader(url: URL, number: number, last: number): string {
  const to = (at: number, rel: string) => {
    const other = new URL(url);
    other.searchParams.set('page', String(at));
    return `<${other.href}>; rel="${rel}"`;
  };
  const back = number > 1 ? [to(number - 1, 'prev')] : [];
  const on = number < last ? [to(number + 1, 'next'), to(last, 'last')] : [];
  return [...back, ...on, ...(number > 1 ? [to(1, 'first')] : [])].join(', ');
}
