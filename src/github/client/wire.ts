export interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface WireRules {
  readonly timeoutMs: number;
  readonly mostBytes: number;
  /** The repository that the answer must be about, wherever it is led to. */
  readonly repoId?: number;
  /** To be led elsewhere is the answer. */
  readonly isLink?: boolean;
}

/** What came back. `isSent` is false only where it is certain that nobody has heard the question. */
export type Exchange =
  | { readonly is: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly is: 'lost'; readonly isSent: boolean; readonly why: string }
  /** Led to another host or another repository, or too large to be read. */
  | { readonly is: 'unfit'; readonly isGone: boolean; readonly why: string };

const redirects: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const mostRedirects = 3;

/** One request and its whole answer within the time-out, redirects included. Never fails. */
export async function exchange(sending: Sending, rules: WireRules): Promise<Exchange> {
  const signal = AbortSignal.timeout(rules.timeoutMs);
  let { url } = sending;
  for (let led = 0; led <= mostRedirects; led += 1) {
    const got = await once({ ...sending, url }, { ...rules, signal });
    if (got.is !== 'answer' || !redirects.has(got.status) || rules.isLink === true) return got;
    const next = URL.parse(got.headers.get('location') ?? '', url);
    const isSame = next !== null && next.origin === new URL(url).origin;
    if (!isSame || !isAbout(next, rules.repoId)) {
      return { is: 'unfit', isGone: true, why: 'it is led to another place' };
    }
    url = next.href;
  }
  return { is: 'unfit', isGone: true, why: 'it is led in a circle' };
}

/** Where a repository has moved, GitHub leads to it by its id. */
function isAbout({ pathname }: URL, repoId: number | undefined): boolean {
  if (repoId === undefined) return true;
  return /\/repositories\/(\d+)(?:\/|$)/.exec(pathname)?.[1] === String(repoId);
}

async function once(
  { method, url, headers, body }: Sending,
  rules: WireRules & { readonly signal: AbortSignal },
): Promise<Exchange> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: rules.signal,
      ...(body !== undefined && { body }),
    });
    const bytes = await whole(response, rules.mostBytes);
    if (bytes === undefined) return { is: 'unfit', isGone: false, why: 'the answer is too large' };
    return { is: 'answer', status: response.status, headers: response.headers, text: bytes.toString('utf8') };
  } catch (error) {
    return lost(error);
  }
}

/** Bytes from wherever the platform led to: nobody signs in there, and nothing leads on from there. */
export async function download(
  url: string,
  { timeoutMs, mostBytes }: Pick<WireRules, 'timeoutMs' | 'mostBytes'>,
): Promise<Buffer | Exclude<Exchange, { is: 'answer' }>> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status !== 200) {
      await response.body?.cancel();
      return { is: 'unfit', isGone: false, why: `the answer is ${response.status}` };
    }
    return (await whole(response, mostBytes)) ?? { is: 'unfit', isGone: false, why: 'the answer is too large' };
  } catch (error) {
    return lost(error);
  }
}

async function whole({ body, headers }: Response, mostBytes: number): Promise<Buffer | undefined> {
  if (Number(headers.get('content-length') ?? 0) > mostBytes) {
    await body?.cancel();
    return undefined;
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the download.
  for await (const piece of body ?? []) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** No connection, so nobody heard. Anything later may have had its effect. */
const unheard: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
]);

function lost(error: unknown): Extract<Exchange, { is: 'lost' }> {
  if (partOf(error, 'name') === 'TimeoutError') return { is: 'lost', isSent: true, why: 'there was no answer in time' };
  const codes = codesOf(error);
  const isSent = codes.length === 0 || !codes.every((code) => unheard.has(code));
  return { is: 'lost', isSent, why: isSent ? 'the connection broke' : 'there was no connection' };
}

/** What went wrong is told somewhere inside, and for each address that was tried. */
function codesOf(error: unknown, depth = 0): string[] {
  if (depth > 4) return [];
  const [code, cause, errors] = [partOf(error, 'code'), partOf(error, 'cause'), partOf(error, 'errors')];
  const inner = [...(Array.isArray(errors) ? errors : []), cause].flatMap((each) => codesOf(each, depth + 1));
  return inner.length === 0 && typeof code === 'string' ? [code] : inner;
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
