import { type Claim, evidenceKey } from '../../gates/engine/contract.ts';
import { artifactName, audienceOf, readEvidence, valuesIn } from '../../gates/engine/evidence.ts';
import { messageOf } from '../../gates/engine/thrown.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { EvidenceReading, ReadClaim } from '../ports/reading.ts';

/** No workflow collects so much at once, and no gate keeps so much: each claim is judged as a whole, in the middle of everything else. */
const most = { claims: 2_000, bytes: 1_500_000, values: 60_000 };

/** Reads foreign evidence where it stands. Whatever is wrong with it, it is an answer. */
export function readingOf(evidence: Uint8Array, artifact: string): EvidenceReading {
  try {
    return read(evidence, artifact);
  } catch (error) {
    const message = error instanceof ProblemError ? error.problems[0]?.message : undefined;
    return unreadable(`cannot be read: ${message ?? messageOf(error)}`);
  }
}

function read(evidence: Uint8Array, artifact: string): EvidenceReading {
  const { document, claims } = readEvidence(evidence, artifact);
  const text = Buffer.from(evidence.buffer, evidence.byteOffset, evidence.byteLength).toString('utf8');
  if (artifactName(text) !== artifact) return unreadable('holds other evidence than its name says');
  if (claims.length > most.claims) return unreadable(`holds ${claims.length} claims, more than ${most.claims}`);
  const { repositoryId, head, event, run } = document;
  return { is: 'read', audience: audienceOf(text), said: { repositoryId, head, event, run }, claims: claims.map(kept) };
}

function unreadable(because: string): EvidenceReading {
  return { is: 'unreadable', because };
}

function kept(claim: Claim): ReadClaim {
  const text = JSON.stringify(claim);
  const tooMuch = tooMuchIn(claim, Buffer.byteLength(text));
  return { key: evidenceKey(claim), text: tooMuch === undefined ? text : JSON.stringify(broken(claim, tooMuch)) };
}

function tooMuchIn(claim: Claim, bytes: number): string | undefined {
  if (bytes > most.bytes) return `${bytes} bytes, more than ${most.bytes}`;
  return valuesIn(claim, most.values) > most.values ? `more than ${most.values} values` : undefined;
}

function broken({ gate, target, source, at, tookMs }: Claim, tooMuch: string): Claim {
  const name = { gate, ...(target !== undefined && { target }), source };
  const remedy = `Let ${gate} keep less: see what makes its report so large, and run it again.`;
  return { ...name, at, tookMs, state: 'broken', reason: `its evidence holds ${tooMuch}`, remedy };
}
