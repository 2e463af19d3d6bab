import { canonical, type Json } from '../../ground/json.ts';
import { compilePattern } from '../../ground/pattern.ts';
import { oneLine } from '../../ground/text.ts';
import type { CollectContext } from '../engine/contract.ts';
import type { RequestFields } from '../engine/request.ts';
import { ProbeError } from './failure.ts';
import { valuesOf } from './header-list.ts';
import type { Answer, Ask } from './http.ts';
import { jsonOf, valueAt } from './json-path.ts';
import { type Latency, sample } from './latency.ts';
import { type Session, withSession } from './session.ts';

type Scalar = string | number | boolean | null;

interface Expectation {
  readonly status?: readonly number[];
  readonly headers?: { readonly [name: string]: string };
  readonly json?: { readonly [path: string]: Scalar };
  readonly has?: readonly string[];
  readonly matches?: string;
  readonly matchesNot?: string;
}

interface Step extends RequestFields {
  readonly name?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly follow?: boolean;
  readonly expect?: Expectation;
  readonly capture?: { readonly [name: string]: string };
}

interface Wanted extends RequestFields {
  readonly steps?: readonly Step[];
  readonly samples?: { readonly count: number; readonly warmup?: number };
}

interface Check {
  id: string;
  title: string;
  holds: boolean;
}

interface Found {
  steps: { name: string; status: number; tookMs: number; checks: Check[] }[];
  latency?: Latency;
}

/** Runs the steps until one is not as expected: what comes after it would prove nothing. */
export async function collectHttp(wanted: Wanted, context: CollectContext): Promise<Found> {
  const steps = wanted.steps ?? [{}];
  return withSession(context, wanted, async (session) => {
    const captured = new Map<string, string>();
    const found: Found['steps'] = [];
    let last: Ask | undefined;
    for (const step of steps) {
      const ask = askOf(step, { session, captured });
      // Each step may need what the one before it brought.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await (step.follow === true ? session.follow(ask) : session.ask(ask));
      const checks = checksOf(answer, step.expect ?? {}, captured);
      const missing = takeFrom(answer, step.capture ?? {}, captured);
      const name = oneLine(step.name ?? `${ask.method ?? 'GET'} ${new URL(session.resolve(step.path)).pathname}`, 100);
      found.push({ name: hidden(name, captured), status: answer.status, tookMs: answer.tookMs, checks: [...checks, ...missing] });
      last = ask;
      if ([...checks, ...missing].some(({ holds }) => !holds)) return { steps: found };
    }
    if (wanted.samples === undefined || last === undefined) return { steps: found };
    const expected = steps.at(-1)?.expect ?? {};
    const again = last;
    const isFollowed = steps.at(-1)?.follow === true;
    const isAsExpected = (answer: Answer) => checksOf(answer, expected, captured).every(({ holds }) => holds);
    return {
      steps: found,
      latency: await sample(() => (isFollowed ? followed(session, again) : session.ask(again)), isAsExpected, {
        ...wanted.samples,
        method: again.method,
        signal: context.signal,
      }),
    };
  });
}

/** Whoever follows waits for every answer on the way. */
async function followed(session: Session, ask: Ask): Promise<Answer> {
  const { hops, ...answer } = await session.follow(ask);
  return { ...answer, tookMs: hops.reduce((sum, { tookMs }) => sum + tookMs, answer.tookMs) };
}

interface Around {
  readonly session: Session;
  readonly captured: ReadonlyMap<string, string>;
}

/** What was captured goes to the origin of the target and to no other. */
function askOf({ method = 'GET', path, headers = [], body }: Step, { session, captured }: Around): Ask {
  const fill = (text: string) => text.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => valueOf(name, captured));
  const [url, filled] = [
    session.resolve(path === undefined ? undefined : fill(path)),
    headers.map(({ name, value }) => [name, fill(value)] as const),
  ];
  const isFilled = [path ?? '', body ?? '', ...headers.map(({ value }) => value)].some((text) => /\{\{/.test(text));
  if (isFilled && new URL(url).origin !== session.url.origin)
    throw new ProbeError(
      'address',
      'A captured value would go to another host.',
      'Use captured values only in steps of the target itself.',
    );
  return { url, method, headers: filled, ...(body !== undefined && { body: fill(body) }) };
}

function valueOf(name: string, captured: ReadonlyMap<string, string>): string {
  const value = captured.get(name);
  if (value !== undefined) return value;
  throw new ProbeError('protocol', `Nothing was captured as ${oneLine(name, 60)}.`, 'Capture it in a step before.');
}

function takeFrom(answer: Answer, wanted: { readonly [name: string]: string }, captured: Map<string, string>): Check[] {
  const read = jsonOf(answer.body);
  return Object.entries(wanted).map(([name, path]) => {
    const value = path.startsWith('header:')
      ? valuesOf(answer.headers, path.slice('header:'.length).toLowerCase())[0]
      : 'document' in read
        ? textOf(valueAt(read.document, path))
        : undefined;
    if (value !== undefined) captured.set(name, value);
    return { id: `capture:${name}`, title: `there is nothing at ${path} to capture as ${name}`, holds: value !== undefined };
  });
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function checksOf({ status, headers, body }: Answer, expect: Expectation, captured: ReadonlyMap<string, string>): Check[] {
  const text = new TextDecoder().decode(body);
  const show = (value: string) => hidden(oneLine(value, 80), captured);
  const isStatus = expect.status === undefined ? status >= 200 && status < 300 : expect.status.includes(status);
  const wanted = expect.status === undefined ? 'a success' : expect.status.join(' or ');
  const fields = Object.entries(expect.headers ?? {}).map(([name, pattern]): Check => {
    const values = valuesOf(headers, name.toLowerCase());
    const title = values.length === 0 ? `there is no header ${name}` : `the header ${name} does not match ${pattern}`;
    return { id: `header:${name}`, title, holds: values.some((value) => compilePattern(pattern).test(value)) };
  });
  const { matches, matchesNot } = expect;
  return [
    { id: 'status', title: `the status is ${status}, ${wanted} is expected`, holds: isStatus },
    ...fields,
    ...jsonChecks(body, expect, show),
    ...(matches === undefined
      ? []
      : [{ id: 'matches', title: `the body does not match ${matches}`, holds: compilePattern(matches).test(text) }]),
    ...(matchesNot === undefined
      ? []
      : [{ id: 'matches-not', title: `the body matches ${matchesNot}`, holds: !compilePattern(matchesNot).test(text) }]),
  ];
}

function jsonChecks(body: Uint8Array, { json = {}, has = [] }: Expectation, show: (value: string) => string): Check[] {
  const paths = Object.keys(json);
  if (paths.length + has.length === 0) return [];
  const read = jsonOf(body);
  if ('flaw' in read) return [{ id: 'json', title: 'the body is no JSON', holds: false }];
  const { document } = read;
  const equal = Object.entries(json).map(([path, wanted]): Check => {
    const value = valueAt(document, path);
    const title =
      value === undefined
        ? `there is nothing at ${path}`
        : `${path} is ${show(JSON.stringify(value))}, ${JSON.stringify(wanted)} is expected`;
    return { id: `json:${path}`, title, holds: value !== undefined && canonical(value) === canonical(wanted) };
  });
  const there = has.map(
    (path): Check => ({ id: `has:${path}`, title: `there is nothing at ${path}`, holds: valueAt(document, path) !== undefined }),
  );
  return [...equal, ...there];
}

/** A captured value may be a token: it is shown nowhere. */
function hidden(text: string, captured: ReadonlyMap<string, string>): string {
  return [...captured].reduce((rest, [name, value]) => (value.length < 4 ? rest : rest.replaceAll(value, `{{${name}}}`)), text);
}
