import type { Json } from '../../ground/json.ts';
import { oneLine } from '../../ground/text.ts';
import { jsonOf } from './json-path.ts';

export type Health = 'up' | 'warn' | 'down' | 'unknown';

export interface Part {
  readonly name: string;
  readonly health: Health;
}

export interface HealthSaid {
  readonly format: 'health+json' | 'actuator' | 'terminus' | 'kubernetes' | 'text' | 'unknown';
  readonly health: Health;
  readonly parts: readonly Part[];
}

const words: { readonly [word: string]: Health } = {
  pass: 'up',
  ok: 'up',
  up: 'up',
  healthy: 'up',
  alive: 'up',
  ready: 'up',
  passing: 'up',
  operational: 'up',
  available: 'up',
  connected: 'up',
  warn: 'warn',
  warning: 'warn',
  degraded: 'warn',
  fail: 'down',
  failed: 'down',
  failing: 'down',
  critical: 'down',
  unavailable: 'down',
  disconnected: 'down',
  error: 'down',
  down: 'down',
  unhealthy: 'down',
  out_of_service: 'down',
};

function healthOf(word: unknown): Health {
  if (typeof word === 'boolean') return word ? 'up' : 'down';
  const key = typeof word === 'string' ? word.trim().toLowerCase() : '';
  return Object.hasOwn(words, key) ? (words[key] ?? 'unknown') : 'unknown';
}

const mostParts = 200;

/** What a health check says of itself and of what it depends on. */
export function readHealth(body: Uint8Array): HealthSaid {
  const read = jsonOf(body);
  const said = 'document' in read ? fromJson(read.document) : fromText(new TextDecoder().decode(body));
  return { ...said, parts: said.parts.length <= mostParts ? said.parts : worstFirst(said.parts).slice(0, mostParts) };
}

const badness: readonly Health[] = ['down', 'unknown', 'warn', 'up'];

/** So that none that is unwell is among those that there is no room for. */
function worstFirst(parts: readonly Part[]): Part[] {
  return parts.toSorted((a, b) => badness.indexOf(a.health) - badness.indexOf(b.health));
}

type Fields = { readonly [key: string]: Json };

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fromJson(document: Json): HealthSaid {
  if (typeof document === 'string') return fromText(document);
  if (!isFields(document)) return { format: 'unknown', health: 'unknown', parts: [] };
  const { status, checks, components, details, error } = document;
  const health = healthOf(status);
  if (isFields(components)) return { format: 'actuator', health, parts: partsIn(components, '') };
  if (isFields(details) && (isFields(error) || isFields(document['info'])))
    return { format: 'terminus', health, parts: partsIn(details, '') };
  const others = ['entries', 'results', 'services', 'dependencies'].flatMap((key) => measurements(document[key], false));
  if (isFields(checks) || Array.isArray(checks))
    return { format: 'health+json', health, parts: [...measurements(checks, true), ...others] };
  const isActuator = typeof status === 'string' && /^(?:UP|DOWN|OUT_OF_SERVICE|UNKNOWN)$/.test(status);
  return { format: isActuator ? 'actuator' : 'health+json', health, parts: others };
}

/** Parts may have parts: a database with its replicas. */
function partsIn(fields: Fields, above: string): Part[] {
  return Object.entries(fields).flatMap(([key, value]): Part[] => {
    const name = oneLine(above + key, 80);
    if (!isFields(value)) return plainPart(name, value, true);
    const below = isFields(value['components']) ? partsIn(value['components'], `${name}/`) : [];
    return [{ name, health: healthOf(value['status']) }, ...below];
  });
}

/** By name, each with one or several, or a list of those that name themselves. What is `known` to be parts is believed to be nothing else. */
function measurements(checks: Json | undefined, known: boolean): Part[] {
  if (Array.isArray(checks)) return checks.flatMap((each: Json) => measured(nameIn(each), each, known));
  if (!isFields(checks)) return [];
  return Object.entries(checks).flatMap(([key, value]) => {
    const list: readonly Json[] = Array.isArray(value) ? value : [value];
    return list.flatMap((each) => measured(oneLine(key, 80), each, known));
  });
}

function measured(name: string, value: Json, known: boolean): Part[] {
  if (!isFields(value)) return plainPart(name, value, known);
  const said = ['status', 'healthy', 'ok', 'up'].map((key) => value[key]).find((each) => each !== undefined);
  if (said === undefined) return known ? [{ name, health: 'up' }] : [];
  return [{ name, health: healthOf(said) }];
}

/** `"db": "down"` and `"db": false`; a number is a measurement and says nothing of health. */
function plainPart(name: string, value: Json, known: boolean): Part[] {
  if (typeof value === 'number' || Array.isArray(value)) return [];
  const health = healthOf(value);
  return known || health !== 'unknown' ? [{ name, health }] : [];
}

function nameIn(check: Json): string {
  const name = isFields(check) ? (check['name'] ?? check['id']) : undefined;
  return typeof name === 'string' && name !== '' ? oneLine(name, 80) : 'a part without a name';
}

/** `[+]etcd ok` and `[-]etcd failed: reason withheld`, or one word. */
function fromText(text: string): HealthSaid {
  const lines = text.matchAll(/^\s*\[(?<sign>[+-])\](?<name>\S+)/gm);
  const parts = [...lines].map(
    ({ groups }): Part => ({
      name: oneLine(groups?.['name'] ?? '', 80),
      health: groups?.['sign'] === '+' ? 'up' : 'down',
    }),
  );
  if (parts.length > 0) {
    const isDown = parts.some(({ health }) => health === 'down') || /check failed/i.test(text);
    return { format: 'kubernetes', health: isDown ? 'down' : 'up', parts };
  }
  const health = healthOf(text.trim().replace(/[.!]$/, ''));
  return { format: health === 'unknown' ? 'unknown' : 'text', health, parts: [] };
}
