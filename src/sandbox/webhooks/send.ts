import { createHmac } from 'node:crypto';

export interface Sent {
  readonly statusCode: number;
  readonly status: string;
  readonly answer: { readonly headers: Readonly<Record<string, string>>; readonly body: string } | null;
}

export function signed(secret: string, payload: string): Record<string, string> {
  const digest = (algorithm: string) => createHmac(algorithm, secret).update(payload).digest('hex');
  return { 'x-hub-signature': `sha1=${digest('sha1')}`, 'x-hub-signature-256': `sha256=${digest('sha256')}` };
}

/** Anything but a 2xx in time is a failure. Redirects are not followed. */
export async function send(
  url: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly payload: string; readonly timeoutMs: number },
): Promise<Sent> {
  const { headers, payload, timeoutMs } = message;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body: payload, redirect: 'manual', signal });
    const body = await response.text();
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    return { statusCode: response.status, status, answer: { headers: Object.fromEntries(response.headers), body } };
  } catch (error) {
    const late = typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'TimeoutError';
    return { statusCode: 0, status: late ? 'timed out' : 'failed to connect to host', answer: null };
  }
}
