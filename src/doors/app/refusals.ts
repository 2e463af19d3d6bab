/** Why a request to the ingress is not taken. `retryAfter`: in seconds, where the same may be taken later. */
interface Refusal {
  readonly status: number;
  readonly say: string;
  readonly retryAfter?: number;
}

export const refusals = {
  path: { status: 404, say: 'There is nothing here. Webhooks go to /api/github/webhooks.' },
  method: { status: 405, say: 'Webhooks are POSTed.' },
  'no-signature': { status: 401, say: 'X-Hub-Signature-256 is missing: set a webhook secret in the settings of the App.' },
  'malformed-signature': { status: 401, say: 'X-Hub-Signature-256 is not one sha256= and 64 lower-case hexadecimal digits.' },
  'wrong-signature': { status: 401, say: 'X-Hub-Signature-256 does not fit: the App and GitHub have different webhook secrets.' },
  'content-type': { status: 415, say: 'Only application/json is taken: choose it in the settings of the App.' },
  'delivery-id': { status: 400, say: 'X-GitHub-Delivery is not one UUID.' },
  'event-name': { status: 400, say: 'X-GitHub-Event is not one name of an event.' },
  length: { status: 411, say: 'Content-Length is missing or no number.' },
  'too-large': { status: 413, say: 'The body is larger than 25 MB.' },
  'too-slow': { status: 408, say: 'The request took too long to arrive.' },
  'gone-away': { status: 400, say: 'The request ended before its body did.' },
  'not-json': { status: 400, say: 'The body is no JSON object in UTF-8.' },
  busy: { status: 503, say: 'Too many requests at once.', retryAfter: 2 },
  store: { status: 503, say: 'The delivery could not be stored.', retryAfter: 5 },
  'store-slow': { status: 503, say: 'The delivery could not be stored in time.', retryAfter: 5 },
  draining: { status: 503, say: 'This process is about to end.', retryAfter: 2 },
  'malformed-http': { status: 400, say: 'This is no HTTP request.' },
} as const satisfies { readonly [reason: string]: Refusal };

export type Reason = keyof typeof refusals;

export function isReason(value: unknown): value is Reason {
  return typeof value === 'string' && Object.hasOwn(refusals, value);
}

export function refusalOf(reason: Reason): Refusal {
  return refusals[reason];
}
