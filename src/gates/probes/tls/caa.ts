import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { oneLine } from '../../../ground/text.ts';
import { messageOf, textOf } from '../../engine/thrown.ts';

/** One question to DNS: the records of this very name, none when it has none. */
export type CaaLookup = (name: string) => Promise<readonly string[]>;

export type Caa =
  | { readonly kind: 'found'; readonly name: string; readonly records: readonly string[] }
  | { readonly kind: 'untested'; readonly why: string };

const nothing = new Set(['ENODATA', 'ENOTFOUND']);

/** The records that count for a name: its own, or else those of the nearest name above it (RFC 8659, 3). */
export async function caaOf(host: string, lookup: CaaLookup = systemLookup()): Promise<Caa> {
  if (isIP(host) !== 0 || !host.includes('.')) return { kind: 'untested', why: `${host} is no name that authorities issue for` };
  const labels = host.split('.');
  for (let at = 0; at < labels.length; at++) {
    const name = labels.slice(at).join('.');
    try {
      const records = await lookup(name);
      if (records.length > 0) return { kind: 'found', name, records };
    } catch (error) {
      if (!nothing.has(textOf(error, 'code') ?? ''))
        return { kind: 'untested', why: `DNS did not answer for ${name}: ${messageOf(error)}` };
    }
  }
  return { kind: 'found', name: host, records: [] };
}

function systemLookup(): CaaLookup {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  return async (name) => {
    const records = await resolver.resolveCaa(name);
    return records.map(({ critical, ...tags }) =>
      oneLine(
        `${critical} ${Object.entries(tags)
          .filter(([tag]) => tag !== 'type')
          .map(([tag, value]) => `${tag} "${String(value)}"`)
          .join(' ')}`,
        200,
      ),
    );
  };
}
