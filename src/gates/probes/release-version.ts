import { type CollectContext, type Release, targetOf } from '../engine/contract.ts';
import type { RequestFields } from '../engine/request.ts';
import type { Tries } from '../engine/tries.ts';
import { attempt, retryAfter } from './attempts.ts';
import { ProbeError } from './failure.ts';
import { valuesOf } from './header-list.ts';
import type { Answer } from './http.ts';
import { jsonOf, valueAt } from './json-path.ts';
import { withSession } from './session.ts';

interface Wanted extends RequestFields, Tries {
  readonly path?: string;
  readonly version?: string;
  readonly commit?: string;
  readonly expect?: Release;
}

interface Running {
  version?: string;
  commit?: string;
}

interface Found {
  url: string;
  expected: Running;
  seen: { running: Running; status: number; isRight: boolean; times: number }[];
  inARow: number;
  wanted: number;
  failed: number;
}

/** Many have both, at the top of what they say. */
const usual = {
  version: ['version', 'build.version', 'info.version', 'app.version', 'releaseId', 'header:x-app-version', 'header:x-version'],
  commit: [
    'commit',
    'sha',
    'gitSha',
    'git_sha',
    'revision',
    'git.commit.id',
    'commitSha',
    'build.commit',
    'header:x-commit',
    'header:x-revision',
  ],
} as const;

/** Asks, each time by a connection of its own so that every instance may be met, what runs there. */
export async function collectReleaseVersion(wanted: Wanted, context: CollectContext): Promise<Found> {
  const expected = await expectedOf(wanted, context);
  let url = targetOf(context).url;
  const look = async () => {
    const answer = await withSession(context, wanted, (session) => {
      url = session.resolve(wanted.path);
      return session.ask({ url });
    });
    const running = runningIn(answer, wanted);
    const isRight = answer.status >= 200 && answer.status < 300 && isRelease(running, expected);
    return {
      seen: { running, status: answer.status },
      isGood: isRight,
      waitFor: answer.status === 429 || answer.status === 503 ? retryAfter(answer.headers, Date.now()) : undefined,
    };
  };
  const {
    all,
    inARow,
    wanted: asked,
    failed,
    failure,
  } = await attempt(look, { inARow: 3, within: 60, ...wanted }, { signal: context.signal });
  if (all.length === 0) throw failure ?? new TypeError('nothing was looked at');
  const groups = Map.groupBy(all, ({ seen }) => JSON.stringify(seen));
  const seen = [...groups.values()].flatMap((same) =>
    same.slice(0, 1).map((one) => ({ ...one.seen, isRight: one.isGood, times: same.length })),
  );
  return { url, expected, seen: seen.slice(0, 50), inARow, wanted: asked, failed };
}

async function expectedOf({ expect, version, commit }: Wanted, context: CollectContext): Promise<Running> {
  const known = { ...(await context.release?.()), ...expect };
  const named = expect ?? {};
  // What the policy names counts; else what is released, where the service is asked for it.
  const wants = (key: 'version' | 'commit', path: string | undefined) =>
    named[key] !== undefined || path !== undefined || (expect === undefined && version === undefined && commit === undefined);
  const expected: Running = {
    ...(known.version !== undefined && wants('version', version) && { version: known.version }),
    ...(known.commit !== undefined && wants('commit', commit) && { commit: known.commit }),
  };
  if (Object.keys(expected).length > 0) return expected;
  throw new ProbeError(
    'unknown',
    'It is not known what is released here.',
    'Run it in the repository of the release, or name `expect` in the source.',
  );
}

function runningIn(answer: Answer, { version, commit }: Wanted): Running {
  const read = jsonOf(answer.body);
  const at = (paths: readonly string[]) =>
    paths.map((path) => textAt(path, answer, 'document' in read ? read.document : undefined)).find((text) => text !== undefined);
  const found = {
    version: at(version === undefined ? usual.version : [version]),
    commit: at(commit === undefined ? usual.commit : [commit]),
  };
  return {
    ...(found.version !== undefined && { version: found.version }),
    ...(found.commit !== undefined && { commit: found.commit }),
  };
}

function textAt(
  path: string,
  { headers, body }: Answer,
  document: Parameters<typeof valueAt>[0] | undefined,
): string | undefined {
  if (path === 'text') return new TextDecoder().decode(body).trim().slice(0, 100);
  if (path.startsWith('header:')) return valuesOf(headers, path.slice('header:'.length).toLowerCase())[0]?.slice(0, 100);
  const value = document === undefined ? undefined : valueAt(document, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : undefined;
}

/** A version may be written with a v; a commit may be shortened, but not to what many begin with. Whatever is expected must be there. */
export function isRelease(running: Running, expected: Running): boolean {
  const version = (text: string) => text.replace(/^v(?=\d)/i, '');
  const [seen, full] = [running.commit?.toLowerCase(), expected.commit?.toLowerCase()];
  const isVersion =
    expected.version === undefined || (running.version !== undefined && version(running.version) === version(expected.version));
  const isCommit = full === undefined || (seen !== undefined && seen.length >= 7 && full.startsWith(seen));
  return isVersion && isCommit;
}
