import type { Policy } from '../../checklist/policy.ts';
import type { Origin } from '../../gates/engine/contract.ts';
import { compileGlobs } from '../../ground/glob.ts';
import type { TakenArtifact, Vouched, WorkflowRun } from '../ports/runs.ts';
import type { Standing } from './workflows.ts';

/** The pull request that evidence is to speak for, or the merge group, which has no number. */
export interface For {
  readonly number: number | null;
  readonly base: string;
  /** When it was moved to that; null where it always was. */
  readonly since: string | null;
}

export interface OriginAsk {
  readonly run: WorkflowRun;
  readonly artifact: TakenArtifact;
  readonly pull: For;
  readonly trust: Policy['trust'];
  /** Other runs of the same workflow and event for this commit, and what they left. */
  readonly others: readonly { readonly hasLeft: boolean }[];
  /** How a workflow of the repository stands to this pull request. */
  readonly standing: (path: string) => Promise<Standing>;
  /** Whether a ruleset of the base takes nothing without a workflow of another repository. */
  readonly isRequired: (workflow: { readonly source: string; readonly path: string }) => Promise<boolean>;
}

export interface OriginAnswer {
  readonly origin: Extract<Origin, 'pinned-workflow' | 'unchanged-workflow' | 'changed-workflow'>;
  /** Why it is no stronger one. */
  readonly doubt?: string;
  readonly isMixed: boolean;
}

/** Where evidence came from, by what the platform states of its run and by what it vouches for. What cannot be told is the weakest. */
export async function originOf(ask: OriginAsk): Promise<OriginAnswer> {
  const { artifact, trust, pull } = ask;
  const { token } = artifact;
  const unpinned = token?.is === 'vouched' ? unpinnedBecause(token, trust, pull) : undefined;
  if (token?.is === 'vouched' && unpinned === undefined) return { origin: 'pinned-workflow', isMixed: false };
  const of = await unchangedOf(ask);
  // What is wrong with a token is worth a word where one was asked for.
  const doubt = of.doubt ?? (token?.is === 'doubtful' ? `its token does not count: ${token.because}` : unpinned);
  return { origin: of.origin, isMixed: of.isMixed, ...(doubt !== undefined && { doubt }) };
}

/** What is tried of a pull request is controlled by it: whatever stands in its workflow is pinned to nothing. */
const trial = /^refs\/pull\/(?<number>\d+)\/merge$/;

function unpinnedBecause(token: Vouched, trust: Policy['trust'], pull: For): string | undefined {
  const [path, ref] = splitLast(token.workflowRef);
  if (trial.test(ref)) return 'its token is that of a workflow which the pull request controls';
  const name = `${path.toLowerCase()}@${token.workflowSha}`;
  if (!(trust.pinned ?? []).some((pinned) => pinned.toLowerCase() === name)) {
    return `trust.pinned does not name ${path}@${token.workflowSha}`;
  }
  return isOfOther(token, pull) ? ofOther : undefined;
}

const ofOther = 'its token is that of another pull request, or of another base';

function isOfOther({ event, ref, base }: Vouched, pull: For): boolean {
  return event === 'pull_request' && !(trial.exec(ref)?.groups?.['number'] === String(pull.number) && base === pull.base);
}

/**
 * One commit may be the head of several pull requests, and into another base it is tried with the workflow of that. A token says for which
 * one it was; without one, what GitHub says of the run must leave no other.
 */
function unclearBase({ run, artifact: { token }, pull, others }: OriginAsk): string | undefined {
  if (run.event !== 'pull_request') return undefined;
  if (token?.is === 'vouched') return isOfOther(token, pull) ? ofOther : undefined;
  if (run.pulls.length === 0) return 'GitHub does not tell for which pull request it was, and no token does';
  if (!run.pulls.some((number) => number === pull.number)) return 'it was collected for another pull request';
  if (run.pulls.length > 1) return 'it may be that of another pull request with this commit, and no token says which';
  // All attempts of a run try what was there when it was wished for. Within a second nobody can tell.
  if (pull.since !== null && run.createdAt <= pull.since) return `it began before the pull request was moved to ${pull.base}`;
  if (others.some(({ hasLeft }) => !hasLeft))
    return `another run of ${run.path} for this commit left no evidence, and no token says whose this is`;
  return undefined;
}

function splitLast(ref: string): readonly [path: string, ref: string] {
  const at = ref.lastIndexOf('@');
  return at === -1 ? [ref, ''] : [ref.slice(0, at), ref.slice(at + 1)];
}

/** A workflow that stands in the base and that the pull request leaves alone. */
const events: ReadonlySet<string> = new Set(['pull_request', 'push', 'merge_group']);
/** Where nothing is said of it: each that GitHub runs. */
const usualWorkflows = ['.github/workflows/*'];

async function unchangedOf(ask: OriginAsk): Promise<OriginAnswer> {
  const { run, artifact, pull, trust, standing, isRequired } = ask;
  const changed = (doubt: string, isMixed = true): OriginAnswer => ({ origin: 'changed-workflow', doubt, isMixed });
  const [contradiction] = artifact.contradictions;
  if (!events.has(run.event)) return changed(`the event ${run.event} lets somebody choose what is run`);
  const unclear = unclearBase(ask);
  if (unclear !== undefined) return changed(unclear);
  if (contradiction !== undefined) return changed(`it says of itself what is not so: ${contradiction}`);
  if (run.source !== null) {
    // It stands where nobody of this pull request can change it.
    const { source, path } = run;
    if (await isRequired({ source, path })) return { origin: 'pinned-workflow', isMixed: false };
    return changed(`${path} is a workflow of ${source}, which no ruleset of ${pull.base} is known to require`);
  }
  if (!compileGlobs(trust.workflows ?? usualWorkflows)(run.path)) return changed(`trust.workflows does not name ${run.path}`);
  const { touched, isThatOfBase, isClean } = await standing(run.path);
  if (touched !== undefined) return changed(touched, !isClean);
  // After a push GitHub takes the workflow of the branch, which may be an old one.
  if (run.event === 'push' && !isThatOfBase) return changed(`${run.path} on this branch is not that of the base`, !isClean);
  return { origin: 'unchanged-workflow', isMixed: !isClean };
}
