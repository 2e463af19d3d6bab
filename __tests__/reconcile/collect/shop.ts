// A shop whose releases ask its live address and the platform, and a server that is that address.
import type { RequestListener } from 'node:http';
import type { Reach } from '../../../src/reconcile/ports/reach.ts';
import { authority } from '../../gates/probes/certificate.ts';
import { withHttps } from '../../gates/probes/servers.ts';
import { type Bed, type BedOptions, nothingLent, openBed } from '../bed.ts';

export interface Shop {
  readonly bed: Bed;
  /** What the address says of itself. */
  readonly health: { says: string; status: number; hangs: boolean };
  /** Requests that arrived, with the header that a secret would be in. */
  readonly arrived: (string | undefined)[];
  readonly url: string;
}

export interface ShopOptions extends BedOptions {
  /** Lines below `targets: production`. */
  readonly target?: string;
  readonly items?: string;
  readonly people?: string;
}

/** The operator of these tests: this machine may be asked. */
export const operator: Reach = { ...nothingLent, mayBePrivate: ({ host }) => host === '127.0.0.1' };

export const healthItem =
  '- { id: health, title: The shop is well, level: must, gate: health, target: production, source: { within: 1, every: 0.05 } }';

export async function withShop(options: ShopOptions, story: (shop: Shop) => Promise<void>): Promise<void> {
  const health = { says: '{"status":"UP","components":{"db":{"status":"UP"}}}', status: 200, hangs: false };
  const arrived: (string | undefined)[] = [];
  const answer: RequestListener = (request, response) => {
    arrived.push(request.headers['x-probe'] === undefined ? undefined : String(request.headers['x-probe']));
    if (health.hangs) return;
    response.writeHead(health.status).end(health.says);
  };
  await withHttps(answer, async ({ url }) => {
    const bed = await openBed({
      reach: operator,
      ...options,
      config: configOf(url, options),
      checklist: checklistOf(options.items ?? healthItem),
      files: { 'authority.pem': authority, ...options.files },
    });
    try {
      await story({ bed, health, arrived, url });
    } finally {
      await bed.close();
    }
  });
}

function configOf(url: string, { target = 'private: true', people = 'lead: { users: [max] }' }: ShopOptions): string {
  return `version: 1
checklist: .github/release.yml
releases: { base: [main] }
solo: true
targets:
  production: { url: "${url}", ca: authority.pem${target === '' ? '' : `, ${target}`} }
people:
  ${people}
`;
}

function checklistOf(items: string): string {
  const lines = items.split('\n').map((line) => `      ${line}`);
  return `format: gonogo/checklist/1
title: Release of the shop
sections:
  - title: Live
    phase: merge
    items:
${lines.join('\n')}
`;
}
