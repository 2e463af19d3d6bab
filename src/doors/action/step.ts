import type { Policy } from '../../checklist/policy.ts';
import type { Claim } from '../../gates/engine/contract.ts';
import { type Problem, ProblemError, problemsIn } from '../../ground/problem.ts';
import { decidingPhases } from '../../verdict/phases.ts';
import { short } from '../../views/headline.ts';
import { count } from '../../views/plural.ts';
import { foreign } from '../../views/sheet.ts';
import { anyCommit } from '../cli/git.ts';
import type { Io } from '../cli/io.ts';
import { type Kept, keepEvidence } from './evidence.ts';
import { gather, type Part, partOf } from './gather.ts';
import type { Wanted } from './inputs.ts';
import { judgeRun, type Matter } from './judged.ts';
import type { Log } from './log.ts';
import { type Found, findPolicy } from './policy.ts';
import { progressIn } from './progress.ts';
import { findReleased } from './release.ts';
import type { Sources } from './sources.ts';
import { annotate, failsBy, handOver, say, sayVerdict } from './tell.ts';
import type { Toolkit } from './toolkit.ts';

export interface Step {
  readonly wanted: Wanted;
  readonly sources: Sources;
  readonly log: Log;
  readonly io: Io;
  readonly toolkit: Promise<Toolkit>;
}

/** From the policy to what people read; the exit code of the step. */
export async function judgeAndTell(step: Step): Promise<number> {
  const { wanted, sources, log, io } = step;
  const matter = await matterOf(wanted, sources);
  const found = await findPolicy(sources, matter.head);
  const { part, problems } = partFor(found, matter, wanted);
  for (const note of found.notes) log.say(`! ${foreign(note)}`);
  const claims = part === undefined ? [] : await collect(part, matter, { ...step, found });
  const toolkit = await step.toolkit;
  const kept = part === undefined ? undefined : await keep(claims, matter, step);
  const now = new Date().toISOString();
  const verdict = await judgeRun({ matter, sources, policy: part?.policy ?? problems, claims, now });
  const telling = {
    verdict,
    problems: [...problems, ...(kept?.problems ?? [])],
    notes: [...found.notes, ...(kept?.notes ?? [])],
    kept,
    policyCommit: found.commit,
    prefix: (await sources.checkout.git('rev-parse', '--show-prefix'))?.trim() ?? '',
    now,
  };
  say(log, telling.problems, io);
  sayVerdict(telling, log, io);
  annotate(telling, log);
  await handOver(telling, toolkit);
  return failsBy(verdict, wanted.failOn) || telling.problems.length > 0 ? 1 : 0;
}

async function matterOf({ command, tag }: Wanted, sources: Sources): Promise<Matter> {
  if (command === 'verify') {
    const released = await findReleased(sources, tag);
    return { head: released.commit, phases: decidingPhases.release, released };
  }
  const { head, event } = sources.occasion;
  if (head !== undefined) return { head, phases: decidingPhases.workspace };
  throw new ProblemError({
    code: 'action.no-commit',
    message: `a check needs a commit, and ${event} is about a tag`,
    remedy: 'Use command: verify here; command: check belongs to pull_request, merge_group and push.',
  });
}

/** The policy may be readable and still not have what was asked for. */
function partFor(found: Found, { phases }: Matter, wanted: Wanted): { part?: Part; problems: readonly Problem[] } {
  const { policy } = found;
  if (!isReadable(policy)) return { problems: policy };
  try {
    return { part: partOf(policy, phases, wanted), problems: [] };
  } catch (error) {
    return { problems: problemsIn(error) };
  }
}

function isReadable(policy: Policy | readonly Problem[]): policy is Policy {
  return !Array.isArray(policy);
}

async function collect(part: Part, { head, released }: Matter, { sources, log, io, found }: Step & { found: Found }) {
  const progress = progressIn(log);
  const gates = new Set(part.uses.map(({ gate }) => gate));
  log.say(`Policy: ${foreign(found.because)} (${short(found.commit ?? anyCommit)}) · ${count(gates.size, 'gate')}`);
  return gather(part, head, { sources, env: io.env, signal: io.signal, tag: released?.tag, onProgress: progress });
}

async function keep(claims: readonly Claim[], { head }: Matter, step: Step): Promise<Kept> {
  const { wanted, sources, io, log } = step;
  const { upload, retentionDays } = wanted;
  const kept = await keepEvidence({
    sources,
    head,
    claims,
    env: io.env,
    upload,
    retentionDays,
    vouch: async (audience) => (await step.toolkit).vouch(audience),
  });
  const said = kept.isAttested ? ', vouched for by GitHub' : '';
  if (kept.artifact !== undefined) log.say(`Evidence: artifact ${kept.artifact.name}${said}`);
  return kept;
}
