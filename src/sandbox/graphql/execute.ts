import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { type Body, type Call, isRecord, ok, on, type Route, text } from '../rest/route.ts';
import { nobody } from '../server/authorize.ts';
import { accountBehind } from '../state/access.ts';
import { Refusal } from '../state/refusal.ts';
import type { Asking } from './asking.ts';
import { showPull } from './pulls.ts';
import { showRef, showRepository } from './repository.ts';
import { rootOf } from './root.ts';

const back = { repository: showRepository, ref: showRef, pull: showPull };

let built: GraphQLSchema | undefined;

/** GitHub's own schema, as far as the sandbox answers it. */
export function schema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(new URL('../validate/github/schema.graphql', import.meta.url), 'utf8'), {
    assumeValid: true,
  });
  return built;
}

/** What a query is counted with: every connection as often as it is asked for, in hundreds, and at least one. */
export function costOf(body: Body): number {
  const read = readQuery(text(body, 'query') ?? '');
  if ('errors' in read) return 1;
  const variables = isRecord(body['variables']) ? body['variables'] : {};
  const requests = read.document.definitions.map((each) =>
    'selectionSet' in each && each.selectionSet ? requestsOf(each.selectionSet, { variables, times: 1 }) : 0,
  );
  return Math.max(1, Math.round(requests.reduce((sum, each) => sum + each, 0) / 100));
}

function requestsOf({ selections }: SelectionSetNode, within: { variables: Body; times: number }): number {
  return selections.reduce((sum, selection) => {
    if (!('selectionSet' in selection) || !selection.selectionSet) return sum;
    const size =
      selection.kind === Kind.FIELD
        ? selection.arguments?.find(({ name }) => ['first', 'last'].includes(name.value))?.value
        : undefined;
    const asked =
      size?.kind === Kind.INT
        ? Number(size.value)
        : size?.kind === Kind.VARIABLE
          ? Number(within.variables[size.name.value])
          : undefined;
    const times = asked === undefined || Number.isNaN(asked) ? within.times : within.times * asked;
    return sum + (asked === undefined ? 0 : within.times) + requestsOf(selection.selectionSet, { ...within, times });
  }, 0);
}

function answer(call: Call) {
  const { body, world, caller } = call;
  const query = text(body, 'query');
  if (query === undefined) return ok({ errors: [{ message: 'A query attribute must be specified and must be a string.' }] });
  const read = readQuery(query);
  if ('errors' in read) return ok({ errors: read.errors.map(shown) });
  const asking: Asking = { world, caller, account: accountBehind(caller) ?? nobody, left: call.left, cost: costOf(body), back };
  const operationName = text(body, 'operationName');
  const variableValues = isRecord(body['variables']) ? body['variables'] : {};
  const result = executeSync({
    schema: schema(),
    document: read.document,
    rootValue: rootOf(asking),
    variableValues,
    ...(operationName !== undefined && { operationName }),
  });
  return ok({ data: result.data ?? null, ...(result.errors && { errors: result.errors.map(shown) }) });
}

type Read = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** An App asks the same few queries over and over, and reading one costs more than answering it. */
const known = new Map<string, Read>();
const mostKnown = 500;

function readQuery(query: string): Read {
  const read = known.get(query) ?? readAnew(query);
  if (known.size >= mostKnown) known.clear();
  known.set(query, read);
  return read;
}

function readAnew(query: string): Read {
  try {
    const document = parse(query);
    const errors = validate(schema(), document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError('Parse error')] };
  }
}

/** GitHub puts the kind of an error beside its message. */
function shown(error: GraphQLError): object {
  const { message, path, locations, extensions, originalError } = error;
  const type = extensions['type'] ?? (originalError instanceof Refusal ? 'UNPROCESSABLE' : undefined);
  return { ...(type !== undefined && { type }), ...(path && { path }), ...(locations && { locations }), message };
}

export const graphqlRoutes: readonly Route[] = [on('POST /graphql', 'signed-in', answer)];
