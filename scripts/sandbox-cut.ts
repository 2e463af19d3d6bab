// How a description is cut: only what is reached, only what validates, in JSON Schema as ajv reads it.

import { createHash } from 'node:crypto';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

export interface Cut {
  /** Per operation or event: schemas of what comes in and goes out. */
  readonly parts: Readonly<Record<string, Fields>>;
  readonly schemas: Fields;
}

/** Says nothing about what is valid. */
const words = new Set([
  'description',
  'summary',
  'externalDocs',
  'example',
  'examples',
  'x-github',
  'title',
  'readOnly',
  'discriminator',
  'deprecated',
]);

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names below `properties` are no keywords. */
export function clean(node: Json, below = ''): Json {
  if (Array.isArray(node)) return node.map((each) => clean(each));
  if (!isFields(node)) return node;
  const kept = Object.entries(node).filter(([key]) => below === 'properties' || (!words.has(key) && !key.startsWith('x-')));
  const copy = Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'enum' || key === 'default' ? value : clean(value, below === 'properties' ? '' : key),
    ]),
  );
  return below === 'properties' ? copy : nullable(refs(openList(emptyAddress(copy))));
}

/** An address that is empty by default may be empty. */
function emptyAddress(node: Fields): Fields {
  const { format, ...rest } = node;
  return format === 'uri' && rest['default'] === '' ? rest : node;
}

/** The events that an App can ask for: the list is older than they are, and lacks those of deployment protection rules. */
function openList(node: Fields): Fields {
  const { enum: listed, ...rest } = node;
  return Array.isArray(listed) && listed.includes('branch_protection_rule') ? rest : node;
}

function refs(node: Fields): Fields {
  const ref = node['$ref'];
  return typeof ref === 'string' ? { ...node, $ref: ref.replace(/^#\/components\/schemas\//, '#/schemas/') } : node;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema says that the type may be null. */
function nullable(node: Fields): Fields {
  const { nullable: may, ...rest } = node;
  if (may !== true) return rest;
  if (typeof rest['type'] !== 'string') return { anyOf: [rest, { type: 'null' }] };
  const allowed = rest['enum'];
  return {
    ...rest,
    type: [rest['type'], 'null'],
    ...(Array.isArray(allowed) && !allowed.includes(null) && { enum: [...allowed, null] }),
  };
}

function at(document: Json, pointer: string): Json {
  return pointer
    .replace(/^#\//, '')
    .split('/')
    .reduce((node: Json, key) => (isFields(node) ? (node[key] ?? null) : null), document);
}

function resolved(document: Json, node: Json | undefined): Fields {
  if (!isFields(node)) return {};
  return typeof node['$ref'] === 'string' ? resolved(document, at(document, node['$ref'])) : node;
}

function bodySchema(document: Json, node: Json | undefined): Json | undefined {
  const content = resolved(document, node)['content'];
  const media = isFields(content) ? (content['application/json'] ?? content['application/scim+json']) : undefined;
  return isFields(media) ? media['schema'] : undefined;
}

/** Every schema that these reach. */
function reached(document: Json, from: Json): Fields {
  const schemas: Fields = {};
  const walk = (node: Json): void => {
    if (Array.isArray(node)) for (const each of node) walk(each);
    if (!isFields(node)) return;
    const ref = node['$ref'];
    const name = typeof ref === 'string' ? /^#\/schemas\/(.+)$/.exec(ref)?.[1] : undefined;
    if (name !== undefined && !(name in schemas)) {
      schemas[name] = corrected(name, clean(at(document, `#/components/schemas/${name}`)));
      walk(schemas[name]);
    }
    for (const value of Object.values(node)) walk(value);
  };
  walk(from);
  return schemas;
}

/** Where the published description cannot be met: there it asks an account to be a user and an enterprise at once. */
export const corrections: Readonly<Record<string, Fields>> = {
  'GET /app/installations 200': { type: 'array', items: { $ref: '#/schemas/installation' } },
};

/** What is null though the description calls it something: the head of a pull request whose fork was deleted, a label that says nothing. */
export const maybeNull: Readonly<Record<string, readonly string[]>> = {
  'pull-request': ['properties/head/properties/repo'],
  'pull-request-simple': ['properties/head/properties/repo', 'properties/labels/items/properties/description'],
};

function corrected(name: string, schema: Json): Json {
  const copy = structuredClone(schema);
  for (const path of maybeNull[name] ?? []) {
    const parent = at(copy, path.slice(0, path.lastIndexOf('/')));
    const last = path.slice(path.lastIndexOf('/') + 1);
    if (isFields(parent) && parent[last] !== undefined) parent[last] = { anyOf: [parent[last], { type: 'null' }] };
  }
  return copy;
}

export function cutOperations(document: Json, operations: readonly string[]): Cut {
  const parts: Record<string, Fields> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ');
    const described = resolved(
      document,
      at(document, '#/paths') && isFields(at(document, '#/paths')) ? pathOf(document, path)[method.toLowerCase()] : undefined,
    );
    if (Object.keys(described).length === 0) throw new Error(`GitHub describes no ${operation}.`);
    const request = bodySchema(document, described['requestBody']);
    const responses = Object.entries(resolved(document, described['responses'])).map(([status, response]): [string, Json] => {
      const schema = bodySchema(document, response);
      return [status, corrections[`${operation} ${status}`] ?? (schema === undefined ? null : clean(schema))];
    });
    const query = queryOf(document, [pathOf(document, path)['parameters'], described['parameters']]);
    parts[operation] = {
      ...(query && { query }),
      ...(request !== undefined && { request: clean(request) }),
      responses: Object.fromEntries(responses),
    };
  }
  return { parts, schemas: reached(document, Object.values(parts)) };
}

/** What may stand in a query: the words of a list, or an instant. The rest is not looked at. */
function queryOf(document: Json, lists: readonly (Json | undefined)[]): Fields | undefined {
  const all = lists.flatMap((list) => (Array.isArray(list) ? list : [])).map((each) => resolved(document, each));
  const known = all.flatMap(({ in: where, name, schema }): [string, Json][] => {
    if (where !== 'query' || typeof name !== 'string' || !isFields(schema)) return [];
    if (Array.isArray(schema['enum'])) return [[name, schema['enum']]];
    return schema['format'] === 'date-time' && name !== 'created' ? [[name, 'instant']] : [];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function pathOf(document: Json, path: string): Fields {
  const paths = at(document, '#/paths');
  return isFields(paths) ? resolved(document, paths[path]) : {};
}

const events =
  /^(?:issue_comment|issues|pull_request|pull_request_review|check_run|check_suite|status|push|create|delete|installation|installation_repositories|merge_group|release|deployment|deployment_status|deployment_protection_rule|workflow_job|workflow_run|repository|repository_ruleset|member|membership|ping)$/;
const actions =
  /^(?:created|edited|deleted|opened|closed|reopened|labeled|unlabeled|locked|unlocked|synchronize|ready_for_review|converted_to_draft|review_requested|review_request_removed|submitted|dismissed|requested|completed|rerequested|requested_action|suspend|unsuspend|new_permissions_accepted|added|removed|checks_requested|destroyed|published|released|prereleased|unpublished|in_progress|queued|waiting|renamed|archived|unarchived|privatized|publicized|enqueued|dequeued|auto_merge_enabled|auto_merge_disabled)$/;

/** By `event` or `event.action`. */
export function cutWebhooks(document: Json): Cut {
  const listed = isFields(document) ? (document['webhooks'] ?? document['x-webhooks']) : {};
  const parts: Record<string, Fields> = {};
  for (const item of isFields(listed) ? Object.values(listed) : []) {
    const post = resolved(document, isFields(item) ? item['post'] : undefined);
    const schema = bodySchema(document, post['requestBody']);
    if (schema === undefined) continue;
    const [event, action] = operationIdOf(post).replaceAll('-', '_').split('/');
    if (event === undefined || !events.test(event) || (action !== undefined && !actions.test(action))) continue;
    parts[action === undefined ? event : `${event}.${action}`] = { payload: clean(schema) };
  }
  return shared({ parts, schemas: reached(document, Object.values(parts)) });
}

function operationIdOf({ operationId }: Fields): string {
  return typeof operationId === 'string' ? operationId : '';
}

const worthSharing = 300;

/** What stands in several places word for word is kept once. GitHub's payloads repeat whole pull requests and repositories. */
export function shared({ parts, schemas }: Cut): Cut {
  const counts = new Map<string, number>();
  visit(schemas, (node) => {
    const text = JSON.stringify(node);
    if (text.length >= worthSharing) counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  const once: Fields = {};
  const replace = (node: Json, isMap: boolean, isTop = false): Json => {
    if (Array.isArray(node)) return node.map((each) => replace(each, false));
    if (!isFields(node)) return node;
    const text = JSON.stringify(node);
    const inside = () =>
      Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replace(value, key === 'properties' && !isMap)]));
    if (isMap || isTop || (counts.get(text) ?? 0) < 2) return inside();
    const name = `shared-${createHash('sha1').update(text).digest('hex').slice(0, 8)}`;
    once[name] ??= inside();
    return { $ref: `#/schemas/${name}` };
  };
  const kept = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, replace(schema, false, true)]));
  return { parts, schemas: { ...kept, ...once } };
}

/** Every node that is a schema, and none that only maps names to schemas. */
function visit(schemas: Fields, see: (schema: Fields) => void): void {
  const walk = (node: Json, isMap: boolean): void => {
    if (Array.isArray(node)) for (const each of node) walk(each, false);
    if (!isFields(node)) return;
    if (!isMap) see(node);
    for (const [key, value] of Object.entries(node)) walk(value, key === 'properties' && !isMap);
  };
  for (const schema of Object.values(schemas)) walk(schema, false);
}

/** A part and a schema to a line, so that a difference can be read. */
export function written({ source, parts, schemas }: Cut & { readonly source: string }): string {
  const lines = (fields: Readonly<Record<string, Json>>) =>
    Object.keys(fields)
      .toSorted()
      .map((key) => `${JSON.stringify(key)}: ${JSON.stringify(fields[key])}`)
      .join(',\n');
  return `{\n"source": ${JSON.stringify(source)},\n"parts": {\n${lines(parts)}\n},\n"schemas": {\n${lines(schemas)}\n}\n}\n`;
}
