import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from '../../gates/engine/deadline.ts';
import { messageOf } from '../../gates/engine/thrown.ts';

export interface Request {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface Patience {
  readonly tries: number;
  readonly pauseMs: number;
  readonly eachMs: number;
}

export const usual: Patience = { tries: 4, pauseMs: 1_000, eachMs: 60_000 };

/**
 * What a service beside the runner answers, or why it does not. By GitHub's own client, since that knows the proxy that a runner stands
 * behind. What is refused stays refused; what is broken is asked again.
 */
export async function askService(request: Request, { tries, pauseMs, eachMs }: Patience = usual): Promise<string> {
  let why = '';
  for (let again = 1; again <= tries; again += 1) {
    if (again > 1) await sleep(pauseMs * 2 ** (again - 2));
    try {
      const { status, said } = await withDeadline({ ms: eachMs, reason: new Error(`no answer in ${eachMs / 1000} s`) }, () =>
        once(request, eachMs),
      );
      if (status >= 200 && status < 300) return said;
      why = `${status} ${said.slice(0, 300)}`.trim();
      if (status < 500 && status !== 429) break;
    } catch (error) {
      why = messageOf(error);
    }
  }
  throw new Error(why);
}

async function once({ url, method, headers, body }: Request, socketTimeout: number): Promise<{ status: number; said: string }> {
  const { HttpClient } = await import('@actions/http-client');
  // Somebody who is led elsewhere would take the token along.
  const client = new HttpClient('gonogo', [], { allowRedirects: false, allowRetries: false, socketTimeout });
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  const answer = await client.request(method, url, body === undefined ? null : Readable.from([body]), { ...headers, ...length });
  return { status: answer.message.statusCode ?? 0, said: await answer.readBody() };
}
