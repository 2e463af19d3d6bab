import type { Json } from '../../ground/json.ts';
import { messageOf } from '../engine/thrown.ts';

/** `data.items[0].id`: the value there, or undefined. `$` or nothing is the whole. */
export function valueAt(document: Json, path: string): Json | undefined {
  const parts = path
    .replace(/^\$\.?/, '')
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '');
  let value: Json | undefined = document;
  for (const part of parts) {
    const fields: [string, Json][] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    value = fields.find(([name]) => name === part)?.[1];
  }
  return value;
}

/** The body as JSON, or why it is none. */
export function jsonOf(body: Uint8Array): { readonly document: Json } | { readonly flaw: string } {
  try {
    const document: Json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return { document };
  } catch (error) {
    return { flaw: messageOf(error) };
  }
}
