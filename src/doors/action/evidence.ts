import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claim } from '../../gates/engine/contract.ts';
import { artifactName, attestationFile, audienceOf, evidenceFile, writeEvidence } from '../../gates/engine/evidence.ts';
import { type Problem, problemsIn } from '../../ground/problem.ts';
import { anyCommit, readHead } from '../cli/git.ts';
import type { Env } from './occasion.ts';
import { openResults } from './results.ts';
import type { Sources } from './sources.ts';
import { zipOf } from './zip.ts';

export interface Kept {
  readonly path: string;
  /** Absent where nothing was uploaded. */
  readonly artifact?: { readonly name: string; readonly id: number };
  readonly isAttested: boolean;
  /** The evidence did not arrive where somebody waits for it. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

export interface Keeping {
  readonly sources: Sources;
  readonly head: string;
  readonly claims: readonly Claim[];
  readonly env: Env;
  readonly upload: boolean;
  readonly retentionDays: number | undefined;
  /** A token that GitHub signs, made out to this audience. */
  readonly vouch: (audience: string) => Promise<string>;
}

/** Writes the evidence, has GitHub vouch for it where that is allowed, and leaves both as one artifact. */
export async function keepEvidence(keeping: Keeping): Promise<Kept> {
  const { sources, head, claims, env } = keeping;
  const { event, repository, run } = sources.occasion;
  const out = await readHead(sources.checkout.git);
  const checked = out.sha === anyCommit ? { checkedOut: null, tree: null } : { checkedOut: out.sha, tree: out.tree };
  const text = writeEvidence({ repositoryId: repository.id, event, head, ...checked, run, claims });
  const path = join(env['RUNNER_TEMP'] ?? sources.root, evidenceFile);
  await writeFile(path, text);
  if (!keeping.upload) return { path, isAttested: false, problems: [], notes: ['The evidence was not uploaded, as asked.'] };
  const attestation = await attest(keeping, text);
  const name = artifactName(text);
  const files = { [evidenceFile]: text, ...(attestation.token !== undefined && { [attestationFile]: attestation.token }) };
  const { token, notes } = attestation;
  try {
    const results = openResults(env);
    if (results === undefined) return { path, isAttested: false, problems: [noService], notes };
    const id = await results.upload({ name, zip: zipOf(files), days: keeping.retentionDays });
    return { path, artifact: { name, id }, isAttested: token !== undefined, problems: [], notes };
  } catch (error) {
    return { path, isAttested: false, problems: problemsIn(error), notes };
  }
}

async function attest({ env, vouch }: Keeping, text: string): Promise<{ token?: string; notes: string[] }> {
  if ((env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '') return { notes: [] };
  try {
    return { token: await vouch(audienceOf(text)), notes: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { notes: [`GitHub gave no token that vouches for the evidence: ${why}`] };
  }
}

const noService: Problem = {
  code: 'action.no-artifacts',
  message: 'this runner names no service that keeps artifacts',
  remedy: 'Use a runner of GitHub Actions, or set upload: false and upload evidence.json in a step of your own.',
};
