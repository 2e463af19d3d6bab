import { resolve } from 'node:path';
import { judgeClaim } from '../../gates/engine/judge.ts';
import { collectAll } from '../../gates/engine/runner.ts';
import { gateById } from '../../gates/registry.ts';
import type { Json } from '../../ground/json.ts';
import { nearest, ProblemError } from '../../ground/problem.ts';
import { jsonText } from '../../views/json.ts';
import { probeReport } from '../../views/probe.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { readText } from './files.ts';
import { type Io, sheetFor } from './io.ts';
import { type ProbeKind, probeKinds } from './probe-kinds.ts';
import { releaseIn } from './release.ts';
import { secretsIn } from './secrets.ts';

const results = {
  pass: exitCodes.go,
  fail: exitCodes['no-go'],
  'cannot-tell': exitCodes['cannot-tell'],
  // Nothing was proved by it.
  'not-applicable': exitCodes['cannot-tell'],
} as const;

/** Runs one gate against an address that a person typed, and shows all of its answer. */
export async function probe(asked: Asked, io: Io): Promise<ExitCode> {
  const [kindName = '', address = ''] = asked.operands;
  const kind = kindNamed(kindName);
  const source = settingsIn(asked, 'source') ?? {};
  const limits = settingsIn(asked, 'limits') ?? kind.usual ?? {};
  const ca = asked.values.get('ca');
  const target = {
    name: address,
    url: wholeAddress(address),
    private: true,
    ...(ca !== undefined && {
      ca: () => readText({ name: ca, path: resolve(io.cwd, ca), maxBytes: 4_000_000, what: 'list of authorities' }),
    }),
  };
  const [claim] = await collectAll([{ gate: kind.gate, target: address, source, limits }], {
    gateById,
    targets: [target],
    secretOf: secretsIn(io.env),
    release: () => releaseIn({ root: io.cwd, env: io.env, signal: io.signal }),
    signal: io.signal,
  });
  io.signal.throwIfAborted();
  if (claim === undefined) throw new TypeError('one use has one claim');
  const judgement = judgeClaim(gateById(kind.gate), claim, limits);
  const report = { kind: kind.kind, gate: kind.gate, address, at: claim.at, tookMs: claim.tookMs, judgement };
  const details = claim.state === 'collected' ? await kind.details?.(claim.data) : undefined;
  if (asked.switches.has('json')) {
    const found = claim.state === 'collected' ? { evidence: claim.data } : {};
    io.stdout.write(jsonText({ format: 'gonogo/probe/1', ...details?.json, ...report, ...found }));
  } else io.stdout.write(probeReport({ ...report, details: details?.sections ?? [] }, sheetFor(io, asked)));
  return results[judgement.result];
}

function kindNamed(name: string): ProbeKind {
  const found = probeKinds.find(({ kind }) => kind === name);
  if (found !== undefined) return found;
  const names = probeKinds.map(({ kind }) => kind);
  const meant = nearest(name, names);
  const remedy = `${meant === undefined ? '' : `Did you mean ${meant}? `}There are: ${names.join(', ')}.`;
  throw new ProblemError({ code: 'cli.usage', message: `there is no kind of probe named ${name}`, remedy });
}

/** People type `example.com`; what is plain they say. */
function wholeAddress(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
}

function settingsIn({ values }: Asked, option: 'source' | 'limits'): Json | undefined {
  const text = values.get(option);
  if (text === undefined) return undefined;
  try {
    const parsed: Json = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // Told below, with what is right instead.
  }
  const remedy = `Write an object in quotes of the shell, such as --${option} '{ "paths": ["/"] }'.`;
  throw new ProblemError({ code: 'cli.usage', message: `--${option} is no JSON object`, remedy });
}
