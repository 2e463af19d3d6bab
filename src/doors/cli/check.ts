import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { componentsOf } from '../../checklist/component.ts';
import { isPolicy } from '../../checklist/policy.ts';
import { usesOf, withoutPlatform } from '../../checklist/uses.ts';
import { manifestOf } from '../../checklist/version.ts';
import type { Claim } from '../../gates/engine/contract.ts';
import { bindEvidence } from '../../gates/engine/evidence.ts';
import { collectAll } from '../../gates/engine/runner.ts';
import { openWorkspace } from '../../gates/engine/workspace.ts';
import { gateById } from '../../gates/registry.ts';
import { type Problem, ProblemError } from '../../ground/problem.ts';
import { type Case, judge } from '../../verdict/judge.ts';
import { decidingPhases } from '../../verdict/phases.ts';
import { writeRecording } from '../../verdict/recording.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { headlineOf } from '../../views/headline.ts';
import { jsonText } from '../../views/json.ts';
import { foreign } from '../../views/sheet.ts';
import { jobSummary } from '../../views/summary.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { readFacts } from './facts.ts';
import { problemsOf } from './files.ts';
import type { Surroundings } from './git.ts';
import type { Io } from './io.ts';
import { keepPage, optionFiles, refuseSameFile } from './outputs.ts';
import { printVerdict } from './print-verdict.ts';
import { liveProgress } from './progress.ts';
import { releaseIn } from './release.ts';
import { sayProblems } from './say.ts';
import { secretsIn } from './secrets.ts';
import { authoritiesBelow, targetsIn } from './targets.ts';
import { findRoot, isFolder, readPolicy } from './work-tree.ts';

/** Judges the work tree around a folder. */
export async function check(asked: Asked, io: Io): Promise<ExitCode> {
  refuseSameFile(optionFiles(asked, ['record', 'summary', 'html']), io.cwd);
  const root = await rootOf(asked.operands[0] ?? '.', io);
  const around = { root, env: io.env, signal: io.signal };
  // Git is asked while the gates run: it needs longer than most of them.
  const [{ policy, claims }, known] = await Promise.all([
    readPolicy({ root, cwd: io.cwd, config: asked.values.get('config'), baseline: asked.values.get('baseline') }).then((read) =>
      collect(read, around, io),
    ),
    readFacts(around, new Date().toISOString()),
  ]);
  const components = isPolicy(policy) ? componentsOf(policy.components, known.changedPaths) : null;
  const facts = { ...known, components };
  const evidence = bindEvidence(claims, { head: facts.head.sha, origin: 'workspace' });
  io.signal.throwIfAborted();
  const scope = asked.switches.has('machine') ? 'machine' : 'all';
  const subject = { kind: 'workspace', repoId: 0, sha: facts.head.sha } as const;
  const given = { subject, policy, evidence, statements: [], facts, now: new Date().toISOString(), scope } satisfies Judged;
  const verdict = judge(given);
  const lost = await keep(given, verdict, { asked, io });
  tell(given, verdict, { asked, io });
  sayProblems(lost, io);
  return lost.length > 0 ? exitCodes['cannot-tell'] : exitCodes[verdict.decision];
}

async function rootOf(folder: string, io: Io): Promise<string> {
  const path = resolve(io.cwd, folder);
  if (await isFolder(path)) return findRoot(path);
  throw new ProblemError({ code: 'cli.usage', message: `${folder} is no folder`, remedy: 'Name a folder of the work tree.' });
}

interface Collected {
  readonly policy: Case['policy'];
  readonly claims: readonly Claim[];
}

async function collect(policy: Case['policy'], around: Surroundings, io: Io): Promise<Collected> {
  if (!isPolicy(policy)) return { policy, claims: [] };
  const live = liveProgress(io);
  try {
    const claims = await collectAll(withoutPlatform(usesOf(policy, decidingPhases.workspace)), {
      gateById,
      workspace: await openWorkspace(around.root),
      targets: targetsIn(policy.targets, authoritiesBelow(around.root)),
      secretOf: secretsIn(io.env),
      release: () => releaseIn(around, manifestOf(policy)),
      signal: around.signal,
      onProgress: live.show,
    });
    return { policy, claims };
  } finally {
    live.end();
  }
}

type Judged = Required<Case>;

interface Asking {
  readonly asked: Asked;
  readonly io: Io;
}

/** Writes the files that were asked for. Who relies on one must not get a GO when it is not there, so what was lost is handed back. */
async function keep(given: Judged, verdict: Verdict, { asked, io }: Asking): Promise<Problem[]> {
  const record = asked.values.get('record');
  const summary = asked.values.get('summary');
  const page = asked.values.get('html');
  const lost = await Promise.all([
    record === undefined ? [] : keepRecording(given, verdict, { record, io }),
    summary === undefined
      ? []
      : problemsOf(summary, () => appendFile(resolve(io.cwd, summary), jobSummary(verdict, { now: given.now }))),
    page === undefined ? [] : keepPage(verdict, { file: page, now: given.now, cwd: io.cwd }),
  ]);
  return lost.flat();
}

async function keepRecording(given: Judged, verdict: Verdict, { record, io }: { record: string; io: Io }): Promise<Problem[]> {
  const { policy } = given;
  if (!isPolicy(policy)) return [nothingToRecord(record)];
  const text = writeRecording({ format: 'gonogo/recording/1', ...given, policy, verdict });
  return problemsOf(record, () => writeFile(resolve(io.cwd, record), text));
}

function nothingToRecord(file: string): Problem {
  return {
    code: 'cli.nothing-to-record',
    message: 'there is no policy to record',
    remedy: 'Correct the problems above first.',
    file,
  };
}

function tell({ policy, now }: Case, verdict: Verdict, { asked, io }: Asking): void {
  const problems = isPolicy(policy) ? [] : policy;
  sayProblems(problems, io);
  if (asked.switches.has('json')) io.stdout.write(jsonText(verdict));
  else if (problems.length > 0) io.stdout.write(`${foreign(headlineOf(verdict))}\n`);
  else printVerdict(verdict, now, { io, colours: !asked.switches.has('no-color') });
}
