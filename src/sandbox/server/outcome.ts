import type { Trouble } from '../faults/faults.ts';

/** What goes back over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export type Outcome =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly delayMs?: number; readonly cut?: boolean }
  /** The connection is closed without a word, or stays open without one. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

const documentation = 'https://docs.github.com/rest';

export function errorBody(status: number, message: string, errors?: readonly object[]): object {
  return { message, ...(errors && { errors }), documentation_url: documentation, status: String(status) };
}

export function jsonReply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** What strikes before anything has happened; nothing for what only changes the answer. */
export function troubleBefore(trouble: Trouble, reset: number): Outcome | undefined {
  const reply = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Outcome => ({
    kind: 'reply',
    reply: jsonReply(status, errorBody(status, message), headers),
  });
  switch (trouble.does) {
    case 'primary-limit':
      return reply(403, primaryMessage, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset), ...retry(trouble) });
    case 'secondary-limit':
      return reply(403, secondaryMessage, retry(trouble));
    case 'too-many-requests':
      return reply(429, secondaryMessage, retry(trouble));
    case 'server-error': {
      const { status = 502 } = trouble;
      return { kind: 'reply', reply: { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: unicorn } };
    }
    case 'not-found':
      return reply(404, 'Not Found');
    case 'bad-credentials':
      return reply(401, 'Bad credentials');
    case 'invalid':
      return reply(422, 'Validation Failed');
    case 'graphql-errors': {
      const { type = 'SERVICE_UNAVAILABLE', message = 'Something went wrong while executing your query.' } = trouble;
      return { kind: 'reply', reply: jsonReply(200, { data: null, errors: [{ type, message }] }) };
    }
    case 'hang':
      return { kind: 'hang' };
    case 'reset-before':
      return { kind: 'reset' };
    case 'reset-after':
    case 'truncated':
    case 'slow':
    case 'clock-skew':
      return undefined;
  }
}

/** What strikes when all has happened. */
export function troubleAfter(trouble: Trouble | undefined, reply: Reply): Outcome {
  if (trouble?.does === 'reset-after') return { kind: 'reset' };
  if (trouble?.does === 'truncated') return { kind: 'reply', reply, cut: true };
  if (trouble?.does === 'slow') return { kind: 'reply', reply, delayMs: trouble.ms };
  return { kind: 'reply', reply };
}

export const primaryMessage =
  'API rate limit exceeded for installation. If you reach out to GitHub Support for help, please include the request ID.';
export const secondaryMessage =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
const unicorn =
  '<!DOCTYPE html>\n<html><head><title>Unicorn!</title></head><body><p>We had issues producing the response to your request.</p></body></html>\n';

function retry({ retryAfter }: { readonly retryAfter?: number }): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
}
