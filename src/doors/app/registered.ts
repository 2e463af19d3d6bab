import { ProblemError } from '../../ground/problem.ts';

/** An App that GitHub has just made. */
export interface Registered {
  readonly id: number;
  readonly pem: string;
  readonly secret: string;
  /** Where people see it. */
  readonly url: string;
}

const codeShape = /^[\w-]{1,200}$/;
const waitMs = 15_000;

/** Trades the code that GitHub sent somebody back with for the App itself; it can be done once, within an hour. */
export async function registered(apiUrl: string, code: string): Promise<Registered> {
  if (!codeShape.test(code)) throw refused('the code is none of GitHub');
  const app = await trade(`${apiUrl}/app-manifests/${code}/conversions`);
  const { id, pem, webhook_secret: secret, html_url: url } = app;
  if (typeof id === 'number' && typeof pem === 'string' && typeof secret === 'string' && typeof url === 'string') {
    return { id, pem, secret, url };
  }
  throw refused('its answer lacks the credentials');
}

async function trade(url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const headers = { accept: 'application/vnd.github+json', 'user-agent': 'gonogo' };
    const response = await fetch(url, { method: 'POST', headers, redirect: 'error', signal: AbortSignal.timeout(waitMs) });
    const body: unknown = await response.json();
    if (response.ok && typeof body === 'object' && body !== null) return { ...body };
    throw refused(`it answered ${response.status}`);
  } catch (error) {
    throw error instanceof ProblemError ? error : refused('it could not be reached');
  }
}

function refused(why: string): ProblemError {
  return new ProblemError({
    code: 'app.registration',
    message: `GitHub did not hand over the App: ${why}.`,
    remedy: 'Register it again; the code is good once, for an hour.',
  });
}
