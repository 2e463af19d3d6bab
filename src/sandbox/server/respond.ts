import { createHash } from 'node:crypto';
import type { Faults } from '../faults/faults.ts';
import { costOf } from '../graphql/execute.ts';
import type { Answer, Body, Call, Route } from '../rest/route.ts';
import { isRecord } from '../rest/route.ts';
import type { Match, Router } from '../rest/router.ts';
import { serviceAt } from '../results/services.ts';
import { maySee } from '../state/access.ts';
import type { Repo } from '../state/model.ts';
import { Refusal, refusal } from '../state/refusal.ts';
import { fullName } from '../state/repositories.ts';
import type { Caller } from '../state/who.ts';
import type { World } from '../state/world.ts';
import type { Descriptions } from '../validate/descriptions.ts';
import { authenticate } from './authenticate.ts';
import { admit, admitToRepo } from './authorize.ts';
import { downloadFrom } from './downloads.ts';
import type { Limits, Ruling, Use } from './limits.ts';
import {
  errorBody,
  jsonReply,
  type Outcome,
  primaryMessage,
  type Reply,
  secondaryMessage,
  troubleAfter,
  troubleBefore,
} from './outcome.ts';
import { heard } from './query.ts';

export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Site {
  readonly world: World;
  readonly router: Router;
  readonly faults: Faults;
  readonly limits: Limits;
  /** Absent where nothing is held against GitHub's descriptions. */
  readonly descriptions?: Descriptions;
  /** Pages for people; asked when the API has no such address. */
  readonly pages?: (request: Request) => Reply | undefined;
  /** Each place where the sandbox itself broke a description. */
  readonly breaches: string[];
  readonly journal: Entry[];
}

/** One request, for the timeline. */
export interface Entry {
  readonly at: number;
  readonly method: string;
  readonly target: string;
  readonly operation: string;
  readonly status: number | 'reset' | 'hang';
  readonly requestId?: string;
  readonly fault?: string;
}

const longestJournal = 2000;

/** One request from its arrival to its answer. Nothing in between waits, so each takes effect whole. */
export function respond(site: Site, request: Request): Outcome {
  const url = new URL(request.target, `${site.world.origin}/`);
  const path = oldAddress(site.world, url.pathname);
  const match = site.router(request.method, path);
  const service = match ? undefined : serviceAt(site.world, request);
  const page = match || service ? undefined : (downloadFrom(site.world, request.target) ?? site.pages?.(request));
  if (page) return { kind: 'reply', reply: page };
  const operation = match?.route.operation ?? service?.operation ?? `${request.method} ${url.pathname}`;
  const trouble = site.faults.strike(operation);
  const reset = Math.ceil(site.world.clock.now() / 1000) + 3600;
  const outcome =
    (trouble && troubleBefore(trouble, reset)) ??
    troubleAfter(
      trouble,
      service?.answer() ?? answer(site, { request, url, match, skew: trouble?.does === 'clock-skew' ? trouble.ms : 0 }),
    );
  const status = outcome.kind === 'reply' ? outcome.reply.status : outcome.kind;
  const requestId = outcome.kind === 'reply' ? outcome.reply.headers['x-github-request-id'] : undefined;
  const { method, target } = request;
  const entry = { at: site.world.clock.now(), method, target, operation, status };
  site.journal.push({ ...entry, ...(requestId !== undefined && { requestId }), ...(trouble && { fault: trouble.does }) });
  if (site.journal.length > longestJournal) site.journal.shift();
  return outcome;
}

/** No repository can have this name. */
const nowhere = '-/-';

/** `/repositories/ID/...`, where a redirect leads. */
function oldAddress(world: World, path: string): string {
  const { id, rest } = /^\/repositories\/(?<id>\d+)(?<rest>\/.*)?$/.exec(path)?.groups ?? {};
  if (id === undefined) return path;
  const repo = world.repos.get(Number(id));
  return `/repos/${repo === undefined ? nowhere : fullName(repo)}${rest ?? ''}`;
}

interface Arrived {
  readonly request: Request;
  readonly url: URL;
  readonly match: Match | undefined;
  readonly skew: number;
}

function answer(site: Site, arrived: Arrived): Reply {
  const { world } = site;
  const { request, skew } = arrived;
  const headers: Record<string, string> = {
    date: new Date(world.clock.now() + skew).toUTCString(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': world.random.hex(16).toUpperCase(),
  };
  try {
    const caller = authenticate(world, header(request, 'authorization'));
    const use = useOf(request, arrived.match?.route);
    const ruling = site.limits.ask(caller, use);
    Object.assign(headers, limitHeaders(use, ruling));
    if (ruling.refused) return refusedByLimit(ruling, headers);
    const given = handle(site, arrived, caller);
    const reply = replyOf(given, { ...headers, ...given.headers });
    if (request.method !== 'GET' || given.status !== 200) return reply;
    return unchanged(reply, header(request, 'if-none-match'), () => {
      if (caller.kind !== 'anonymous') site.limits.giveBack(caller, use);
      return limitHeaders(use, { window: site.limits.show(caller, use.resource) });
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return jsonReply(error.status, errorBody(error.status, error.message, error.errors), headers);
  }
}

function header({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

const contents = /\/(?:comments|issues|pulls|reviews|reactions|statuses|check-runs|deployments|releases)$/;

function useOf({ method, target, body }: Request, route: Route | undefined): Use {
  const isGraphql = target.startsWith('/graphql');
  const writes = !['GET', 'HEAD'].includes(method) && !isGraphql;
  const isFree = route?.operation === 'GET /rate_limit';
  const points = isGraphql ? costOf(bodyOf({ body })) : 1;
  return {
    resource: isGraphql ? 'graphql' : 'core',
    cost: isFree ? 0 : points,
    writes,
    makesContent: method === 'POST' && contents.test(target),
  };
}

function limitHeaders({ resource }: Use, { window }: Ruling): Record<string, string> {
  const { limit, remaining, used, reset } = window;
  const values = { limit, remaining, used, reset, resource };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`x-ratelimit-${name}`, String(value)]));
}

function refusedByLimit({ refused, retryAfter }: Ruling, headers: Readonly<Record<string, string>>): Reply {
  if (refused === 'primary' && headers['x-ratelimit-resource'] === 'graphql') {
    return jsonReply(200, { errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message: primaryMessage }] }, headers);
  }
  const message = refused === 'primary' ? primaryMessage : secondaryMessage;
  const later = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return jsonReply(403, errorBody(403, message), { ...headers, ...later });
}

function replyOf({ status, body, raw }: Answer, headers: Readonly<Record<string, string>>): Reply {
  if (raw === undefined) return jsonReply(status, body, headers);
  const type = { 'content-type': 'application/vnd.github.raw; charset=utf-8', 'x-github-media-type': 'github.v3; param=raw' };
  return { status, headers: { ...headers, ...type }, body: raw };
}

/** Says 304 to who has it already; what does not change costs nothing. */
function unchanged(reply: Reply, known: string | undefined, giveBack: () => Readonly<Record<string, string>>): Reply {
  const etag = `W/"${createHash('sha256').update(reply.body).digest('hex')}"`;
  const headers = { ...reply.headers, etag, 'cache-control': 'private, max-age=60, s-maxage=60' };
  if (known === undefined || known.replace(/^W\//, '') !== etag.replace(/^W\//, '')) return { ...reply, headers };
  return { status: 304, headers: { ...headers, ...giveBack() }, body: '' };
}

function handle(site: Site, { request, url, match }: Arrived, caller: Caller): Answer {
  const { world, descriptions } = site;
  if (match === undefined) {
    const message = `The sandbox has no ${request.method} ${url.pathname}: docs/sandbox.md lists what it has.`;
    return { status: 501, body: errorBody(501, message) };
  }
  const { route, params } = match;
  const body = bodyOf(request);
  const call: Call = {
    world,
    caller,
    method: request.method,
    param: (name) => params[name] ?? '',
    query: heard(descriptions, route.operation, url.searchParams),
    accept: header(request, 'accept') ?? '',
    body,
    url,
    left: (resource) => site.limits.show(caller, resource),
  };
  admit(route.needs, caller);
  const repo = params['repo'] === undefined ? undefined : repoOf(world, call);
  if (repo && !isCurrent(repo, call) && route.answerInRepo) {
    const byKey = caller.kind === 'app' && route.needs.audience === 'app';
    if (!byKey && !maySee(world, caller, repo)) throw refusal('not-found');
    return moved(call, repo);
  }
  const account = repo && admitToRepo(world, repo, { caller, needs: route.needs, writes: request.method !== 'GET' });
  const wrong = descriptions?.request(route.operation)(body) ?? [];
  if (wrong.length > 0) throw new Refusal(422, `Invalid request.\n\n${wrong.slice(0, 5).join('\n')}`);
  const given =
    repo && account && route.answerInRepo
      ? route.answerInRepo({ ...call, url: byId(call, repo), repo, account })
      : route.answer(call);
  return descriptions?.describes(route.operation) ? held(site, route, given) : given;
}

function bodyOf({ body }: Pick<Request, 'body'>): Body {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(value)) return value;
    if (Array.isArray(value)) return { labels: value };
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refusal(400, 'Problems parsing JSON');
}

function repoOf(world: World, { param }: Call): Repo {
  const repo = world.names.get(`${param('owner')}/${param('repo')}`.toLowerCase());
  if (repo === undefined) throw refusal('not-found');
  return repo;
}

function isCurrent(repo: Repo, { param }: Call): boolean {
  return fullName(repo).toLowerCase() === `${param('owner')}/${param('repo')}`.toLowerCase();
}

/** Links to further pages do not break when the repository gets another name. */
function byId({ world, url }: Call, repo: Repo): URL {
  const path = url.pathname.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repo.id}`);
  return new URL(`${path}${url.search}`, `${world.origin}/`);
}

/** A former name. Reading is led on by 301, writing by 307, which keeps the method. */
function moved({ world, method, url, param }: Call, repo: Repo): Answer {
  const rest = url.pathname.split('/').slice(4).join('/');
  const location = `${world.origin}/repositories/${repo.id}${rest === '' ? '' : `/${rest}`}${url.search}`;
  const status = method === 'GET' ? 301 : 307;
  const message = method === 'GET' ? 'Moved Permanently' : 'Temporary Redirect';
  return { status, body: { ...errorBody(status, message), url: location, was: param('repo') }, headers: { location } };
}

/** Our own answer against GitHub's description: one that does not fit is a defect of the sandbox, and says so. */
function held({ descriptions, breaches }: Site, { operation }: Route, given: Answer): Answer {
  const check = descriptions?.response(operation, given.status);
  const wrong = check === undefined ? [`GitHub describes no ${given.status}`] : check(given.body);
  if (wrong.length === 0) return given;
  const breach = `${operation} ${given.status}: ${wrong.slice(0, 5).join('; ')}`;
  breaches.push(breach);
  return { status: 500, body: errorBody(500, `The sandbox broke GitHub's description. ${breach}`) };
}
