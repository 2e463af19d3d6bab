// A judged release with one item of each kind, for the replies.
import type { Item } from '../../../src/checklist/model.ts';
import type { Statement } from '../../../src/ledger/statement.ts';
import type { Known } from '../../../src/views/replies/known.ts';
import { byGate, bySignOff, coverage, item, now, policy, verdictOf } from '../../verdict/cases.ts';

const section = (id: string, title: string) => [{ kind: 'section', id, title } as const];

export interface Texts {
  readonly title?: string;
  readonly why?: string;
  readonly reason?: string;
}

export function itemsWith({
  title = 'Backups were restored',
  why = 'A backup that was never read is none.',
}: Texts = {}): Item[] {
  return [
    item('backups', { title, why, how: why, criteria: [why], references: [why], path: section('database', title) }),
    item('carts', { title, proof: { by: 'person', who: { role: 'lead' }, support: [], couldBe: [] } }),
    item('coverage', { title, proof: byGate }),
    item('security', { title, proof: bySignOff }),
    item('operations', { title, proof: { ...bySignOff, via: 'command' } }),
    item('all', { title, proof: { by: 'items', of: 'all-above' } }),
    item('later', { title, phase: 'verify' }),
  ];
}

const handles = new Map([
  ['backups', 'db-1'],
  ['carts', 'shop-1'],
  ['coverage', 'test-1'],
  ['security', 'sign-1'],
  ['operations', 'sign-2'],
  ['all', 'end-1'],
  ['later', 'later-1'],
]);

export function knownOf(items: readonly Item[], statements: readonly Statement[] = []): Known {
  const judged = policy(items);
  const verdict = verdictOf({ policy: judged, statements, evidence: [coverage(70)] });
  return { verdict, items: new Map(items.map((each) => [each.id, each])), handles, people: judged.people, now };
}

export const known = knownOf(itemsWith());
