// For how long hostile evidence holds the event loop at a stretch, from the artifact to the verdict: `npm run -s bench -- evidence`.
// Each in a process of its own, because what one leaves behind is collected while the next is at work.
import { spawnSync } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimWith, documentWith, hostile } from '../__tests__/reconcile/evidence/documents.ts';
import { EvidenceReader } from '../src/doors/app/evidence-reader.ts';
import { artifactName, evidenceMaxBytes } from '../src/gates/engine/evidence.ts';
import { judgeClaim } from '../src/gates/engine/judge.ts';
import { gateById } from '../src/gates/registry.ts';
import { readZip } from '../src/github/evidence/zip.ts';
import { readingOf } from '../src/reconcile/evidence/reading.ts';
import { zipped } from '../src/sandbox/state/zip.ts';

type Work = () => Promise<unknown>;

/** What is done once before, as an App has done it, and what is measured. */
interface Way {
  readonly warm: Work;
  readonly work: Work;
  readonly end?: Work;
}

const small = documentWith(claimWith('{}'));

function inPlace(text: string): Way {
  const bytes = Buffer.from(text);
  return {
    warm: async () => readingOf(Buffer.from(small), artifactName(small)),
    work: async () => readingOf(bytes, artifactName(text)),
  };
}

function inThread(text: string): Way {
  const bytes = Buffer.from(text);
  const name = artifactName(text);
  const reader = new EvidenceReader({ onLost: (because) => process.stderr.write(`${because}\n`) });
  return {
    warm: () => reader.read(Buffer.from(small), artifactName(small)),
    work: () => reader.read(bytes, name),
    end: () => reader.close(),
  };
}

function unpacking(text: string): Way {
  const rules = { names: ['evidence.json'], mostBytes: evidenceMaxBytes };
  const [one, zip] = [zipped({ 'evidence.json': small }), zipped({ 'evidence.json': text })];
  return { warm: () => readZip(one, rules), work: () => readZip(zip, rules) };
}

/** Two claims of 1.25 MB, all that is judged of a commit, in the shape that a gate takes. */
function judging(gate: string, data: (count: number) => unknown): Way {
  const limits = gate === 'coverage' ? { lines: 80 } : { critical: 0, high: 0 };
  const judge = (value: unknown) => {
    const claim = JSON.parse(claimWith(JSON.stringify(value)).replace('"gate":"coverage"', `"gate":"${gate}"`));
    return () => judgeClaim(gateById(gate), claim, limits);
  };
  const count = Math.floor(1_250_000 / JSON.stringify(data(1)).length);
  const all = [1, 2].map(() => judge(data(count)));
  return { warm: async () => judge(data(1))(), work: async () => all.map((each) => each()) };
}

const none = { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 };
const advisories = (count: number) => ({
  reports: [{ path: 'audit.json', format: 'npm', tool: 'npm', packages: 900 }],
  advisories: Array.from({ length: count }, (_, at) => ({
    weakness: 'vulnerability',
    ids: [`GHSA-${at}`],
    package: `p${at}`,
    versions: ['1.0.0'],
    severity: 'high',
    fix: 'none',
    scope: 'prod',
  })),
  more: none,
  moreSuppressed: 0,
  endOfLife: [],
  doubts: [],
});

/** How long a loop is held that has nothing to do: whatever else the machine does counts for all others as well. */
const idle: Way = { warm: async () => undefined, work: () => sleep(600) };

const ways: Readonly<Record<string, (what: string) => Way>> = {
  place: (what) => inPlace(hostile[what]?.() ?? ''),
  thread: (what) => inThread(hostile[what]?.() ?? ''),
  unpack: (what) => unpacking(hostile[what]?.() ?? ''),
  idle: () => idle,
  judge: () => judging('dependencies', advisories),
};

/** Milliseconds: the longest hold, and how long it took. */
async function measure({ warm, work, end }: Way): Promise<readonly [hold: number, took: number]> {
  await warm();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(50);
  delay.reset();
  const began = performance.now();
  // What is done at once is to be seen as well: it is begun by the loop, and not before it.
  await sleep(1);
  await work();
  const took = performance.now() - began;
  await sleep(5);
  await end?.();
  return [delay.max / 1e6, took];
}

function apart(way: string, what: string): readonly [hold: string, took: string] {
  const { stdout } = spawnSync(process.execPath, [import.meta.filename, way, what], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [hold = 'failed', took = ''] = stdout.trim().split(' ');
  return [hold.padStart(6), took.padStart(6)];
}

function main(): void {
  process.stdout.write(`Hostile evidence, Node ${process.version}: longest hold of the loop / whole time, in ms\n`);
  for (const what of Object.keys(hostile)) {
    const [[held, took], [holds, takes]] = [apart('place', what), apart('thread', what)];
    process.stdout.write(`${what.padEnd(44)} in place ${held} /${took}   in its thread ${holds} /${takes}\n`);
  }
  for (const what of ['one long text', 'many claims'])
    process.stdout.write(`unpacked: ${what.padEnd(34)} ${apart('unpack', what).join(' /')}\n`);
  process.stdout.write(`${'nothing'.padEnd(44)} ${apart('idle', '').join(' /')}\n`);
  process.stdout.write(`${'2.5 MB judged at once'.padEnd(44)} ${apart('judge', '').join(' /')}\n`);
}

const [way, what = ''] = process.argv.slice(2);
const make = way === undefined ? undefined : ways[way];
if (make === undefined) main();
else process.stdout.write(`${(await measure(make(what))).map((ms) => ms.toFixed(1)).join(' ')}\n`);
