import type { Repo } from '../state/model.ts';
import type { Account, Caller, Role } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** A request whose sender is known. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly method: string;
  /** What stands in the place of `{name}`; empty where the path has no such place. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  readonly body: Body;
  /** The media type that is asked for. */
  readonly accept: string;
  /** Where it came in, for the links to further pages. */
  readonly url: URL;
  /** What the caller has left of a limit. */
  readonly left: (resource: 'core' | 'graphql') => Left;
}

export interface Left {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export interface RepoCall extends Call {
  readonly repo: Repo;
  /** Who does it; for someone unknown, a name that has no rights. */
  readonly account: Account;
}

export type Body = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** Sent as it is, in place of the body. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Needs {
  /** Anyone for reading and whoever is signed in for writing, unless it says so. */
  readonly audience?: Audience;
  /** What a token of an installation must have been granted: one of these. */
  readonly app?: readonly string[];
  /** What a person must be in the repository. */
  readonly role?: Role;
}

/** Who may ask at all. */
export type Audience = 'anyone' | 'signed-in' | 'app' | 'installation';

export interface Route {
  /** As in GitHub's description: `GET /repos/{owner}/{repo}`. */
  readonly operation: string;
  readonly needs: Needs & { readonly audience: Audience };
  readonly answer: (call: Call) => Answer;
  readonly answerInRepo?: (call: RepoCall) => Answer;
}

/** An operation on a repository: it is found, and the rights are checked, before the answer is asked for. */
export function onRepo(operation: string, needs: Needs, answer: (call: RepoCall) => Answer): Route {
  const audience = operation.startsWith('GET ') ? 'anyone' : 'signed-in';
  return { operation, needs: { audience, ...needs }, answer: () => ({ status: 500 }), answerInRepo: answer };
}

/** Any other operation. */
export function on(operation: string, audience: Audience, answer: (call: Call) => Answer): Route {
  return { operation, needs: { audience }, answer };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: object): Answer {
  const url: unknown = Reflect.get(body, 'url');
  return { status: 201, body, ...(typeof url === 'string' && { headers: { location: url } }) };
}

export const noContent: Answer = { status: 204 };

export function text(body: Body, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

export function flag(body: Body, name: string): boolean | undefined {
  const value = body[name];
  return typeof value === 'boolean' ? value : undefined;
}

export function texts(body: Body, name: string): readonly string[] | undefined {
  const value = body[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}

export function record(body: Body, name: string): Body | undefined {
  const value = body[name];
  return isRecord(value) ? value : undefined;
}

export function records(body: Body, name: string): readonly Body[] | undefined {
  const value = body[name];
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}

export function isRecord(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
