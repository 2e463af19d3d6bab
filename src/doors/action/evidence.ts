import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Claim } from '../../gates/engine/contract.ts';
import { artifactName, attestationFile, audienceOf, evidenceFile, writeEvidence } from '../../gates/engine/evidence.ts';
import { messageOf } from '../../gates/engine/thrown.ts';
import { type Problem, ProblemError, problemsIn } from '../../ground/problem.ts';
import { anyCommit, readHead } from '../cli/git.ts';
import type { Env } from './occasion.ts';
import { openResults } from './results.ts';
import type { Patience } from './service.ts';
import type { Sources } from './sources.ts';
import { askToVouch } from './vouch.ts';
import { zipOf } from './zip.ts';

export interface Kept {
  /** Absent where it could not even be written. */
  readonly path?: string;
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
  /** Hides a word in the log of the whole job. */
  readonly hide: (word: string) => void;
  readonly patience?: Patience;
}

/** Writes the evidence, has GitHub vouch for it where that is allowed, and leaves both as one artifact. */
export async function keepEvidence(keeping: Keeping): Promise<Kept> {
  let kept: Kept = { isAttested: false, problems: [], notes: [] };
  try {
    const text = await evidenceOf(keeping);
    const { token, notes } = await attest(keeping, text);
    const files = { [evidenceFile]: text, ...(token !== undefined && { [attestationFile]: token }) };
    kept = { isAttested: token !== undefined, problems: [], notes };
    if (!keeping.upload) {
      const path = await leave(files, keeping);
      return { ...kept, path, notes: [...notes, 'The evidence was not uploaded, as asked.'] };
    }
    kept = { ...kept, path: await leave({ [evidenceFile]: text }, keeping) };
    return { ...kept, artifact: await upload(files, keeping) };
  } catch (error) {
    return { ...kept, problems: problemsIn(error) };
  }
}

async function evidenceOf({ sources, head, claims }: Keeping): Promise<string> {
  const { event, repository, run } = sources.occasion;
  const { sha, tree } = await readHead(sources.checkout.git);
  const checked = sha === anyCommit ? { checkedOut: null, tree: null } : { checkedOut: sha, tree };
  return writeEvidence({ repositoryId: repository.id, event, head, ...checked, run, claims });
}

type Files = { readonly [evidenceFile]: string; readonly [attestationFile]?: string };

/** In a folder of its own, since a job may use the Action more than once. What vouches for it stays out of sight unless somebody needs it. */
async function leave(files: Files, { env }: Keeping): Promise<string> {
  const folder = join(env['RUNNER_TEMP'] || tmpdir(), artifactName(files[evidenceFile]));
  try {
    await mkdir(folder, { recursive: true });
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  } catch (error) {
    const message = `the evidence could not be written: ${messageOf(error)}`;
    throw new ProblemError({ code: 'action.write', message, remedy: 'See that RUNNER_TEMP is a folder with room in it.' });
  }
  return join(folder, evidenceFile);
}

async function upload(files: Files, { env, retentionDays, patience }: Keeping): Promise<{ name: string; id: number }> {
  const results = openResults(env, patience);
  if (results === undefined) throw new ProblemError(noService);
  const name = artifactName(files[evidenceFile]);
  return { name, id: await results.upload({ name, zip: zipOf(files), days: retentionDays }) };
}

async function attest({ env, hide, patience }: Keeping, text: string): Promise<{ token?: string; notes: string[] }> {
  try {
    const token = await askToVouch(audienceOf(text), { env, hide, ...(patience && { patience }) });
    return { ...(token !== undefined && { token }), notes: [] };
  } catch (error) {
    return { notes: [`GitHub gave no token that vouches for the evidence: ${messageOf(error)}`] };
  }
}

const noService: Problem = {
  code: 'action.no-artifacts',
  message: 'this runner names no service that keeps artifacts',
  remedy: 'Use a runner of GitHub Actions, or set upload: false and upload evidence.json in a step of your own.',
};
