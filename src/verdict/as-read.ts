import type { Item } from '../checklist/model.ts';
import type { ItemAsRead } from '../ledger/declare.ts';
import type { Covered } from '../ledger/statement.ts';
import { canBeExempt } from './exemption.ts';
import type { ItemVerdict } from './verdict.ts';

/** An item as whoever speaks of it now has read it: what a tick binds to, how far it reaches, and what a waiver would cover. */
export function asRead(item: Item, { repoId, verdict }: { repoId: number; verdict?: ItemVerdict }): ItemAsRead {
  const { digest, proof, asked, phase } = item;
  const stands = asked !== 'each-release' && proof.by === 'person' && phase !== 'verify';
  const environment = stands ? asked.standing.environment : undefined;
  const covers = coveredBy(verdict);
  return {
    digest,
    by: proof.by,
    ...(proof.by === 'sign-off' && { via: proof.via }),
    ...(proof.by === 'person' && proof.evidence && { evidence: proof.evidence }),
    locked: !canBeExempt(item),
    ...(stands && { scope: { standing: { repoId, ...(environment !== undefined && { environment }) } } }),
    ...(covers.length > 0 && { covers }),
  };
}

function coveredBy(verdict: ItemVerdict | undefined): Covered[] {
  const findings = verdict?.state === 'failed' ? (verdict.answer?.judgement.findings ?? []) : [];
  return findings.map(({ id, value }) => ({ finding: id, ...(value !== undefined && { value }) }));
}
