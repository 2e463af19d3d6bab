import { isPolicy } from '../../checklist/policy.ts';
import type { Claim } from '../../gates/engine/contract.ts';
import { messageOf } from '../../gates/engine/thrown.ts';
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
import { annotate, failsBy, type Handing, handOver, say, sayVerdict, type Telling } from './tell.ts';

export interface Step {
  readonly wanted: Wanted;
  readonly sources: Sources;
  readonly log: Log;
  readonly io: Io;
  readonly toolkit: Promise<Handing>;
}

/** From the policy to what people read; the exit code of the step. */
export async function judgeAndTell(step: Step): Promise<number> {
  const { wanted, sources, log, io } = step;
  const matter = await matterOf(wanted, sources);
  const found = await findPolicy(sources, matter.head);
  const { part, problems } = partFor(found, matter, wanted);
  const notes = [...(matter.released?.notes ?? []), ...found.notes];
  for (const note of notes) log.say(`! ${foreign(note)}`);
  const claims = part === undefined ? [] : await collect(part, matter, { ...step, found });
  const kept = part === undefined ? nothingKept : await keep(claims, matter, step);
  const now = new Date().toISOString();
  const verdict = await judgeRun({ matter, sources, policy: part?.policy ?? problems, claims, now });
  const telling: Telling = {
    verdict,
    problems: [...problems, ...kept.problems],
    notes: [...notes, ...kept.notes],
    kept,
    policyCommit: found.commit,
    prefix: (await sources.checkout.git('rev-parse', '--show-prefix'))?.trim() ?? '',
    now,
  };
  say(log, telling.problems, io);
  sayVerdict(telling, log, io);
  annotate(telling, log);
  const isHanded = await hand(telling, step);
  return failsBy(verdict, wanted.failOn) || telling.problems.length > 0 || !isHanded ? 1 : 0;
}

const nothingKept: Kept = { isAttested: false, problems: [], notes: [] };

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
  if (!isPolicy(policy)) return { problems: policy };
  try {
    return { part: partOf(policy, phases, wanted), problems: [] };
  } catch (error) {
    return { problems: problemsIn(error) };
  }
}

async function collect(part: Part, { head, released }: Matter, { sources, log, io, found }: Step & { found: Found }) {
  const progress = progressIn(log);
  const gates = new Set(part.uses.map(({ gate }) => gate));
  log.say(`Policy: ${foreign(found.because)} (${short(found.commit ?? anyCommit)}) · ${count(gates.size, 'gate')}`);
  const claims = await gather(part, head, { sources, env: io.env, signal: io.signal, tag: released?.tag, onProgress: progress });
  io.signal.throwIfAborted();
  return claims;
}

async function keep(claims: readonly Claim[], { head }: Matter, { wanted, sources, io, log }: Step): Promise<Kept> {
  const { upload, retentionDays } = wanted;
  const hide = (word: string) => log.command('add-mask', {}, word);
  const kept = await keepEvidence({ sources, head, claims, env: io.env, upload, retentionDays, hide });
  const said = kept.isAttested ? ', vouched for by GitHub' : '';
  if (kept.artifact !== undefined) log.say(`Evidence: artifact ${kept.artifact.name}${said}`);
  return kept;
}

/** What stands in the log already need not be lost because the runner does not take the rest. */
async function hand(telling: Telling, { log, toolkit }: Step): Promise<boolean> {
  log.resume();
  try {
    await handOver(telling, await toolkit);
    return true;
  } catch (error) {
    const why = foreign(`the runner does not take outputs or summary: ${messageOf(error)}`);
    log.command('error', { title: 'Gonogo' }, why);
    return false;
  }
}
