import type { Claim } from '../../gates/engine/contract.ts';
import { evidenceKey } from '../../gates/engine/contract.ts';
import { artifactName, audienceOf, type EvidenceDocument, readEvidence } from '../../gates/engine/evidence.ts';
import { ProblemError } from '../../ground/problem.ts';
import type { ArtifactFiles, ListedArtifact, TakenArtifact, VouchAnswer, WorkflowRun } from '../ports/runs.ts';
import { tokenFor } from './token.ts';

export interface Reading {
  readonly run: WorkflowRun;
  readonly artifact: ListedArtifact;
  readonly attempt: { readonly number: number; readonly startedAt: string };
  readonly vouch: (token: string) => Promise<VouchAnswer>;
}

export interface ReadArtifact {
  readonly taken: TakenArtifact;
  readonly claims: readonly Claim[];
  readonly bytes: number;
}

/** No workflow collects so much at once. */
const mostClaims = 2_000;

/** What was in an artifact, as it is kept: its claims, or why nothing can be made of it. */
export async function readArtifact(files: ArtifactFiles, reading: Reading): Promise<ReadArtifact> {
  if (files.is === 'unreadable') return unreadable(reading, files.because);
  const { artifact, run, attempt, vouch } = reading;
  const { evidence, token } = files;
  try {
    const { document, claims } = readEvidence(evidence, artifact.name);
    const text = Buffer.from(evidence).toString('utf8');
    if (artifactName(text) !== artifact.name) return unreadable(reading, 'holds other evidence than its name says');
    if (claims.length > mostClaims) return unreadable(reading, `holds ${claims.length} claims, more than ${mostClaims}`);
    const vouched = token === null ? null : await vouch(token);
    const use = { audience: audienceOf(text), run, attempt, createdAt: artifact.createdAt };
    const taken: TakenArtifact = {
      ...named(reading),
      found: { is: 'read', keys: claims.map(evidenceKey) },
      token: vouched && tokenFor(vouched, use),
      contradictions: contradictionsOf(document, reading),
    };
    return { taken, claims, bytes: evidence.byteLength };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return unreadable(reading, `cannot be read: ${error.problems[0]?.message ?? error.message}`);
  }
}

function unreadable(reading: Reading, because: string): ReadArtifact {
  const taken = { ...named(reading), found: { is: 'unreadable', because }, token: null, contradictions: [] } as const;
  return { taken, claims: [], bytes: 0 };
}

function named({ artifact: { id, name, createdAt }, attempt }: Reading) {
  return { id, name, createdAt, attempt: attempt.number };
}

/** What a file says of itself counts for nothing. Where it is not what the platform states, somebody should look. */
function contradictionsOf({ repositoryId, head, event, run: own }: EvidenceDocument, { run, attempt }: Reading): string[] {
  const other = (what: string, said: string | number, is: string | number) => {
    return said === is ? [] : [`${what} ${said}, where GitHub states ${is}`];
  };
  return [
    ...other('repository', repositoryId, run.repoId),
    ...other('commit', head, run.head),
    ...other('event', event, run.event),
    ...other('run', own.id, run.id),
    ...other('attempt', own.attempt, attempt.number),
  ];
}
