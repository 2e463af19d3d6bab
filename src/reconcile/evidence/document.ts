import type { EvidenceReading, ReadClaim, ReadEvidence } from '../ports/reading.ts';
import type { ArtifactFiles, ListedArtifact, TakenArtifact, VouchAnswer, WorkflowRun } from '../ports/runs.ts';
import { tokenFor } from './token.ts';

export interface Reading {
  readonly run: WorkflowRun;
  readonly artifact: ListedArtifact;
  readonly attempt: { readonly number: number; readonly startedAt: string };
  readonly vouch: (token: string) => Promise<VouchAnswer>;
  readonly readEvidence: ReadEvidence;
}

export interface ReadArtifact {
  readonly taken: TakenArtifact;
  readonly claims: readonly ReadClaim[];
  readonly bytes: number;
}

/** What was in an artifact, as it is kept: its claims, or why nothing can be made of it. */
export async function readArtifact(files: ArtifactFiles, reading: Reading): Promise<ReadArtifact> {
  if (files.is === 'unreadable') return unreadable(reading, files.because, 0);
  const { artifact, run, attempt, vouch, readEvidence } = reading;
  const { evidence, token } = files;
  const bytes = evidence.byteLength;
  const read = await readEvidence(evidence, artifact.name);
  if (read.is === 'unreadable') return unreadable(reading, read.because, bytes);
  const { audience, said, claims } = read;
  const vouched = token === null ? null : await vouch(token);
  const taken: TakenArtifact = {
    ...named(reading),
    found: { is: 'read', keys: claims.map(({ key }) => key) },
    token: vouched && tokenFor(vouched, { audience, run, attempt, createdAt: artifact.createdAt }),
    contradictions: contradictionsOf(said, reading),
  };
  return { taken, claims, bytes };
}

function unreadable(reading: Reading, because: string, bytes: number): ReadArtifact {
  const taken = { ...named(reading), found: { is: 'unreadable', because }, token: null, contradictions: [] } as const;
  return { taken, claims: [], bytes };
}

function named({ artifact: { id, name, createdAt }, attempt }: Reading) {
  return { id, name, createdAt, attempt: attempt.number };
}

type Said = Extract<EvidenceReading, { is: 'read' }>['said'];

/** What a file says of itself counts for nothing. Where it is not what the platform states, somebody should look. */
function contradictionsOf({ repositoryId, head, event, run: own }: Said, { run, attempt }: Reading): string[] {
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
