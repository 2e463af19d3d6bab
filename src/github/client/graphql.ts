import { oneLine } from '../../ground/text.ts';
import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Write } from './ask.ts';
import type { Client } from './client.ts';
import { retryAt, saysLimit } from './fault.ts';
import { createLanes } from './lanes.ts';
import { listOf, Misshapen, orNull, type Reader, shaped, text } from './shape.ts';

export interface Query<T> {
  /** Names the query in counters and messages. */
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly installation: number;
  readonly read: Reader<T>;
  /** Where the subject itself stands: that it is not found there means that it is gone. */
  readonly subject?: readonly (readonly string[])[];
  /** A list of nodes in which one that is not found is null, and nothing else. */
  readonly mayMiss?: string;
  readonly write?: Write;
  readonly isDoubted?: boolean;
}

export type Graphql = <T>(query: Query<T>) => Promise<T>;

const atOnce = 2;

const readErrors = listOf(shaped({ type: orNull(text), message: text, path: orNull(listOf(part)) }));

function part(value: unknown): string {
  return String(value);
}

type GraphqlError = ReturnType<typeof readErrors>[number];

/** Queries, a few at a time: GitHub counts the time they take. With errors in it an answer is none, whatever else came. */
export function createGraphql(client: Client): Graphql {
  const lane = createLanes(atOnce);
  return (query) => lane(String(query.installation), () => askOnce(client, query));
}

function askOnce<T>(client: Client, query: Query<T>): Promise<T> {
  const { name, variables, installation, write, isDoubted } = query;
  const asked = `the query ${name}`;
  return client.ask({
    route: `POST ${client.graphqlUrl}`,
    parameters: { query: query.query, variables },
    as: installation,
    operation: asked,
    ...(write && { write }),
    ...(isDoubted === true && { isDoubted }),
    read: (value, at, headers) => {
      const { errors, data } = envelope(value, at);
      const wrong = errors.filter((error) => !isMissing(error, query.mayMiss));
      if (wrong.length > 0) throw errorOf(wrong, { query, asked, headers, now: client.now() });
      if (data === null || data === undefined) throw new Misshapen('data', 'there');
      return query.read(data, 'data');
    },
  });
}

const readEnvelope = shaped({ errors: orNull(readErrors), data: (value: unknown) => value });

function envelope(value: unknown, at: string): { errors: readonly GraphqlError[]; data: unknown } {
  const { errors, data } = readEnvelope(value, at);
  return { errors: errors ?? [], data };
}

function isMissing({ type, path }: GraphqlError, mayMiss: string | undefined): boolean {
  return mayMiss !== undefined && type === 'NOT_FOUND' && path?.[0] === mayMiss && path.length === 2;
}

interface Asked {
  readonly query: Query<unknown>;
  readonly asked: string;
  readonly headers: Headers;
  readonly now: number;
}

function errorOf(errors: readonly GraphqlError[], { query, asked, headers, now }: Asked): PlatformError {
  const [first] = errors;
  const fail = (kind: PlatformError['fault']['kind'], later?: string) =>
    new PlatformError(`GitHub answers ${asked} with ${first?.type ?? 'an error'}: ${oneLine(first?.message ?? '', 120)}`, {
      kind,
      asked,
      ...(later !== undefined && { retryAt: later }),
    });
  if (errors.some(isLimit)) return fail('limited', retryAt({ headers, now }));
  const isGone = errors.every(
    ({ type, path }) => type === 'NOT_FOUND' && query.subject?.some((each) => each.join('.') === path?.join('.')),
  );
  if (isGone) return fail('gone');
  return fail(errors.some(({ type }) => type === 'FORBIDDEN') ? 'forbidden' : 'unclear');
}

function isLimit({ type, message }: GraphqlError): boolean {
  return type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || saysLimit(message);
}
