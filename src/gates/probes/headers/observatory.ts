import { outcomes, type TestId } from './outcome.ts';
import { cookiesRule } from './rule-cookies.ts';
import { cspRule } from './rule-csp.ts';
import { embedderRule, framingRule, openerRule, referrerRule, resourceRule, sharingRule, sniffingRule } from './rule-plain.ts';
import { scriptsRule } from './rule-scripts.ts';
import { hstsRule, redirectionRule } from './rule-transport.ts';
import type { Seen } from './seen.ts';

/** One of the twelve tests of MDN's HTTP Observatory. */
export interface Tested {
  readonly id: TestId;
  readonly outcome: string;
  readonly modifier: number;
  readonly passes: boolean;
}

/** Observatory's algorithm 6. The score is theirs; what it lets through is found beside it. */
export function observatory(seen: Seen): Tested[] {
  const hsts = hstsRule(seen);
  const found = {
    'content-security-policy': cspRule(seen),
    cookies: cookiesRule(seen, outcomes['strict-transport-security'][hsts][1]),
    'cross-origin-resource-sharing': sharingRule(seen),
    redirection: redirectionRule(seen),
    'referrer-policy': referrerRule(seen),
    'strict-transport-security': hsts,
    'subresource-integrity': scriptsRule(seen),
    'x-content-type-options': sniffingRule(seen),
    'x-frame-options': framingRule(seen),
    'cross-origin-resource-policy': resourceRule(seen),
    'cross-origin-embedder-policy': embedderRule(seen),
    'cross-origin-opener-policy': openerRule(seen),
  } as const;
  return testIds.map((id) => {
    const table: { readonly [outcome: string]: readonly [number, boolean] } = outcomes[id];
    const outcome = found[id];
    const [modifier, passes] = table[outcome] ?? [0, false];
    return { id, outcome, modifier, passes };
  });
}

export const testIds: readonly TestId[] = [
  'content-security-policy',
  'cookies',
  'cross-origin-resource-sharing',
  'redirection',
  'referrer-policy',
  'strict-transport-security',
  'subresource-integrity',
  'x-content-type-options',
  'x-frame-options',
  'cross-origin-resource-policy',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
];
