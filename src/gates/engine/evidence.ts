import { canonical, digestText, type Json } from '../../ground/json.ts';
import { type Problem, ProblemError } from '../../ground/problem.ts';
import { type Claim, type Evidence, evidenceKey, type Origin, type Run } from './contract.ts';
import { parseJson } from './json-text.ts';
import { s, type TProperties } from './schema.ts';
import { issuesOf } from './validate.ts';

export const evidenceFormat = 'gonogo/evidence/1';
export const evidenceMaxBytes = 10_000_000;

/** What the Action leaves behind. Only `claims` is ever used of it: where it belongs is established by whoever reads it. */
export interface EvidenceDocument {
  readonly format: typeof evidenceFormat;
  readonly repositoryId: number;
  readonly event: string;
  /** The commit that the event speaks of. */
  readonly head: string;
  /** The commit in the work tree, for a pull request the platform's trial merge; null where nothing is checked out. */
  readonly checkedOut: string | null;
  readonly tree: string | null;
  readonly run: Run;
  readonly claims: readonly Claim[];
}

const sha = () => s.text({ pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$' });
const name = () => s.text({ minLength: 1, maxLength: 200 });

const claimHead = {
  gate: s.text({ pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$', maxLength: 80 }),
  target: s.optional(name()),
  source: s.text({ pattern: '^[0-9a-f]{64}$' }),
  at: s.text({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$' }),
  tookMs: s.number({ minimum: 0 }),
  tool: s.optional(s.object({ name: name(), version: s.optional(name()) })),
};

/** A claim, and what a reader has established beside it. */
export function claimSchema<P extends TProperties>(established: P) {
  return s.union([
    s.object({ ...claimHead, ...established, state: s.oneOf(['collected']), data: s.json<Json>() }),
    s.object({
      ...claimHead,
      ...established,
      state: s.oneOf(['broken']),
      reason: s.text({ minLength: 1, maxLength: 2000 }),
      remedy: s.optional(s.text({ maxLength: 2000 })),
    }),
  ]);
}

export const evidenceSchema = s.object(
  {
    format: s.oneOf([evidenceFormat]),
    repositoryId: s.integer({ minimum: 1 }),
    event: name(),
    head: sha(),
    checkedOut: s.union([sha(), s.nothing()]),
    tree: s.union([sha(), s.nothing()]),
    run: s.object({ id: s.integer({ minimum: 1 }), attempt: s.integer({ minimum: 1 }), path: name() }),
    claims: s.array(claimSchema({})),
  },
  { $id: 'evidence.document', title: 'The evidence of one workflow run' },
);

/** One text for one content: the same claims always make the same artifact. */
export function writeEvidence(parts: Omit<EvidenceDocument, 'format'>): string {
  const claims = parts.claims.toSorted((a, b) => (evidenceKey(a) < evidenceKey(b) ? -1 : 1));
  const text = `${canonical({ ...parts, format: evidenceFormat, claims })}\n`;
  // Written and not readable would be found out only after the run, by somebody else.
  readEvidence(text, evidenceFile);
  return text;
}

export function artifactName(text: string): string {
  return `gonogo-evidence-${digestText(text).slice(0, 12)}`;
}

/** The files of that artifact. The second is there only where the workflow may ask the platform to vouch for it. */
export const evidenceFile = 'evidence.json';
export const attestationFile = 'evidence.jwt';

/** Whom a token must be made out to that vouches for this text, so that it vouches for no other. */
export function audienceOf(text: string): string {
  return `gonogo-evidence:${digestText(text)}`;
}

/** Takes nothing on trust: what is not exactly an evidence document of this version is a problem, with the place and the remedy. */
export function readEvidence(input: string | Uint8Array, file: string): { document: EvidenceDocument; claims: readonly Claim[] } {
  const text = textOf(input, file);
  if (marksIn(text) > 2 * mostValues) throw new ProblemError(tooLarge(`more than ${mostValues} values`, file));
  const value: unknown = parseJson(text, file);
  if (valuesIn(value, mostValues) > mostValues) throw new ProblemError(tooLarge(`more than ${mostValues} values`, file));
  const format = formatOf(value);
  if (format !== evidenceFormat) throw new ProblemError(wrongFormat(format, file));
  const issues = issuesOf(evidenceSchema, value).map(({ path, message }) => shapeProblem(file, path, message));
  if (!isDocument(value, issues)) throw new ProblemError(...issues.slice(0, 20));
  const flaws = flawsOf(value.claims).map(([at, message]) => shapeProblem(file, `claims.${at}`, message));
  if (flaws.length > 0) throw new ProblemError(...flaws.slice(0, 20));
  return { document: value, claims: value.claims };
}

/** The reader's own word on commit, origin and run; whatever the document says of them is not asked. */
export function bindEvidence(
  claims: readonly Claim[],
  by: { readonly head: string; readonly origin: Origin; readonly run?: Run },
): Evidence[] {
  return claims.map((claim) => ({ ...claim, ...by }));
}

function textOf(input: string | Uint8Array, file: string): string {
  const bytes = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  if (bytes > evidenceMaxBytes) throw new ProblemError(tooLarge(`${bytes} bytes, more than ${evidenceMaxBytes}`, file));
  if (typeof input === 'string') return input;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input);
  } catch {
    throw new ProblemError({
      code: 'evidence.encoding',
      message: 'The evidence is not UTF-8 text.',
      remedy: 'Use the evidence.json as the run left it.',
      file,
    });
  }
}

/** Each wrong value becomes an error object of a hundred times its size, so that bytes alone are no bound. */
const mostValues = 300_000;

/**
 * Commas and opening brackets, before anything is made of them: a byte can become an object of fifty. Each value follows one of them, and
 * what is empty is a value and has its own bracket besides, so that no document within bounds has more than two for each value.
 */
function marksIn(text: string): number {
  let marks = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === quote) isText = !isText;
    else if (char === backslash) at += 1;
    else if (!isText && (char === comma || char === bracket || char === brace)) marks += 1;
  }
  return marks;
}

const [quote, comma, bracket, backslash, brace] = [0x22, 0x2c, 0x5b, 0x5c, 0x7b];

/** How many values a value is made of, itself among them; not counted further than one more than `most`. */
export function valuesIn(value: unknown, most: number): number {
  const open = [value];
  let values = 0;
  while (open.length > 0 && values <= most) {
    const next = open.pop();
    values += 1;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) open.push(inner);
  }
  return values;
}

function tooLarge(what: string, file: string): Problem {
  const remedy = 'Collect fewer gates in one run, or let a gate keep less.';
  return { code: 'evidence.too-large', message: `The evidence holds ${what}.`, remedy, file };
}

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
}

function wrongFormat(format: unknown, file: string): Problem {
  if (typeof format === 'string' && /^gonogo\/evidence\/\d+$/.test(format)) {
    return {
      code: 'evidence.version',
      message: `This is ${format}, and this version reads ${evidenceFormat}.`,
      remedy: 'Use the same version of Gonogo where evidence is made and where it is read.',
      file,
    };
  }
  return {
    code: 'evidence.format',
    message: `This is no evidence: its format is not ${evidenceFormat}.`,
    remedy: 'Name the evidence.json that the Action left in the artifact gonogo-evidence-...',
    file,
  };
}

function shapeProblem(file: string, path: string, message: string): Problem {
  return { code: 'evidence.shape', message, remedy: 'Use the evidence.json as the run left it, or run it again.', file, path };
}

/** The schema is the guard; it is asked before, for its issues. */
function isDocument(value: unknown, issues: readonly unknown[]): value is EvidenceDocument {
  return issues.length === 0 && value !== undefined;
}

/** What a schema cannot say. A key that stands twice would let one claim hide another. */
function flawsOf(claims: readonly Claim[]): (readonly [at: number, message: string])[] {
  const seen = new Set<string>();
  return claims.flatMap((claim, at) => {
    const key = evidenceKey(claim);
    const flaws = [
      seen.has(key) ? 'this gate, target and source has a claim already' : undefined,
      Number.isNaN(Date.parse(claim.at)) ? `${claim.at} is no instant` : undefined,
      isCarried(claim) ? undefined : 'holds a number that is too large, or is nested too deeply',
    ];
    seen.add(key);
    return flaws.flatMap((flaw) => (flaw === undefined ? [] : [[at, flaw] as const]));
  });
}

/** `1e999` is JSON and becomes Infinity; ten thousand brackets are JSON and end the stack. */
function isCarried(claim: Claim): boolean {
  try {
    return canonical(claim) !== '';
  } catch {
    return false;
  }
}
