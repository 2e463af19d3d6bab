import { GraphQLError } from 'graphql';

export interface PageArgs {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of a list. GitHub wants to know how many, and gives no more than a hundred. */
export function connection<T>(name: string, items: readonly T[], show: (item: T) => unknown) {
  return ({ first, last, after, before }: PageArgs) => {
    const count = first ?? last;
    if (count === null || count === undefined) {
      const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
      throw new GraphQLError(message, { extensions: { type: 'MISSING_PAGINATION_BOUNDARIES' } });
    }
    if (typeof first === 'number' && typeof last === 'number') {
      const message = `Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`;
      throw new GraphQLError(message, { extensions: { type: 'EXCESSIVE_PAGINATION' } });
    }
    if (count < 0) {
      const which = typeof first === 'number' ? 'first' : 'last';
      throw new GraphQLError(`\`${which}\` on the \`${name}\` connection cannot be less than zero.`, {
        extensions: { type: 'INVALID_PAGINATION' },
      });
    }
    if (count > 100) {
      const message = `Requesting ${count} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`;
      throw new GraphQLError(message, { extensions: { type: 'EXCESSIVE_PAGINATION' } });
    }
    const from = after ? read(after) + 1 : 0;
    const to = before ? read(before) : items.length;
    const start = typeof first === 'number' ? from : Math.max(from, to - count);
    const end = typeof first === 'number' ? Math.min(to, from + count) : to;
    const named = (at: number) => Buffer.from(`cursor:${at}`).toString('base64');
    const cursor = (at: number) => (end > start ? named(at) : null);
    return {
      edges: () => items.slice(start, end).map((item, at) => ({ cursor: named(start + at), node: () => show(item) })),
      nodes: () => items.slice(start, end).map(show),
      totalCount: items.length,
      pageInfo: {
        startCursor: cursor(start),
        endCursor: cursor(end - 1),
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
      },
    };
  };
}

function read(cursor: string): number {
  return Number(Buffer.from(cursor, 'base64').toString().replace('cursor:', ''));
}

export interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

interface Dated {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The oldest first, unless something else is asked for. */
export function ordered<T extends Dated>(items: readonly T[], order: Order | null | undefined): readonly T[] {
  if (!order) return items;
  const key = order.field === 'UPDATED_AT' ? ({ updatedAt }: Dated) => updatedAt : ({ createdAt }: Dated) => createdAt;
  const sorted = items.toSorted((a, b) => key(a) - key(b));
  return order.direction === 'DESC' ? sorted.toReversed() : sorted;
}
