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
  warn: 'warn',
  degraded: 'warn',
  fail: 'down',
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
  return { ...said, parts: said.parts.slice(0, mostParts) };
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
  if (isFields(checks)) return { format: 'health+json', health, parts: measurements(checks) };
  const isActuator = typeof status === 'string' && /^(?:UP|DOWN|OUT_OF_SERVICE|UNKNOWN)$/.test(status);
  return { format: isActuator ? 'actuator' : 'health+json', health, parts: [] };
}

/** Parts may have parts: a database with its replicas. */
function partsIn(fields: Fields, above: string): Part[] {
  return Object.entries(fields).flatMap(([key, value]): Part[] => {
    if (!isFields(value)) return [];
    const name = oneLine(above + key, 80);
    const below = isFields(value['components']) ? partsIn(value['components'], `${name}/`) : [];
    return [{ name, health: healthOf(value['status']) }, ...below];
  });
}

function measurements(checks: Fields): Part[] {
  return Object.entries(checks).flatMap(([key, value]) => {
    const list: readonly Json[] = Array.isArray(value) ? value : [value];
    return list
      .filter(isFields)
      .map(({ status }): Part => ({ name: oneLine(key, 80), health: status === undefined ? 'up' : healthOf(status) }));
  });
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
