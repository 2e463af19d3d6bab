import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery, Inbox } from '../../reconcile/ports/store.ts';
import type { Keyed } from '../../reconcile/ports/tasks.ts';
import { type Body, type BodyLimits, bodyTaker } from './body.ts';
import { calm } from './calm.ts';
import type { Figures } from './figures.ts';
import { type Head, readHead } from './head.ts';
import type { Log } from './log.ts';
import { isReason, type Reason, refusalOf } from './refusals.ts';

export const webhookPath = '/api/github/webhooks';

export interface IngressLimits extends BodyLimits {
  /** GitHub gives up after ten seconds. */
  readonly acceptMs: number;
  /** Deliveries at once that are being stored. */
  readonly accepting: number;
}

export const usualLimits: IngressLimits = {
  bodyMs: 9_000,
  memory: 4 * 1024 * 1024,
  files: 8,
  acceptMs: 5_000,
  accepting: 512,
};

export interface IngressParts {
  readonly inbox: Pick<Inbox, 'accept'>;
  /** Rejects when nobody can tell what a delivery is about: then it is on record as it came, and looked into again. */
  readonly hear: (delivery: Delivery) => Promise<Keyed>;
  readonly secrets: readonly string[];
  readonly limits: IngressLimits;
  readonly log: Log;
  readonly figures: Figures;
  readonly now: () => number;
  /** A delivery is on record, and nobody knows yet what it is about. */
  readonly onUnheard: () => void;
}

export interface Ingress {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** From here on deliveries are sent away. */
  readonly drain: () => void;
  /** A request that was refused before it came this far. */
  readonly refused: (reason: Reason) => void;
}

type Say = ReturnType<typeof calm>;

interface Acceptance {
  /** Nothing when it is on record. */
  readonly accept: (head: Head, body: Body) => Promise<Reason | undefined>;
  readonly isFull: () => boolean;
}

function createAcceptance({ inbox, hear, figures, limits, now, onUnheard }: IngressParts, say: Say): Acceptance {
  let accepting = 0;

  /** Where nobody can tell what it is about, or the store does not take that, it is to be on record all the same. */
  const acceptHeard = async (delivery: Delivery): Promise<boolean> => {
    try {
      await inbox.accept(delivery, await hear(delivery));
      figures.keyed('keyed');
      return true;
    } catch {
      return false;
    }
  };

  const store = async (delivery: Delivery): Promise<Reason | undefined> => {
    try {
      if (!(await acceptHeard(delivery))) {
        await inbox.accept(delivery);
        onUnheard();
      }
      return undefined;
    } catch (error) {
      say('store-error', { level: 'error', message: 'the store did not take a delivery', said: { error } });
      return 'store';
    }
  };

  const accept = async (head: Head, body: Body): Promise<Reason | undefined> => {
    const payload = textOf(body.bytes);
    if (payload === undefined) {
      body.release();
      return 'not-json';
    }
    accepting += 1;
    const stored = store({ guid: head.guid, event: head.event, receivedAt: new Date(now()).toISOString(), payload });
    // However late the store is: what it has not answered yet takes up room, so that a store that hangs costs no more than that.
    const settled = stored.finally(() => {
      accepting -= 1;
      body.release();
    });
    const late = Promise.withResolvers<Reason>();
    const timer = setTimeout(() => late.resolve('store-slow'), limits.acceptMs);
    return Promise.race([settled, late.promise]).finally(() => clearTimeout(timer));
  };

  return { accept, isFull: () => accepting >= limits.accepting };
}

/** Takes deliveries: signature first, on record with what they are about second, answered third. Nothing is a 2xx before it is on record. */
export function createIngress(parts: IngressParts): Ingress {
  const { log, figures, now, limits } = parts;
  const takeBody = bodyTaker(parts.secrets, limits);
  const say = calm(log, now);
  const { accept, isFull } = createAcceptance(parts, say);
  let isDraining = false;

  const refused = (reason: Reason) => {
    figures.refused(reason);
    const level = reason === 'store' || reason === 'store-slow' ? 'error' : 'warn';
    say(reason, { level, message: 'a request to the ingress was refused', said: { reason } });
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<Reason | undefined> => {
    if (request.method !== 'POST') return 'method';
    const head = readHead(request.headersDistinct);
    if (isReason(head)) return head;
    if (isDraining) return 'draining';
    if (isFull()) return 'busy';
    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await takeBody(request, head);
    if (isReason(body)) return body;
    const reason = await accept(head, body);
    if (reason === undefined) {
      figures.accepted(head.event);
      log.debug('a delivery is on record', { delivery: head.guid, event: head.event });
    }
    return reason;
  };

  return {
    refused,
    drain: () => {
      isDraining = true;
    },
    handle: async (request, response) => {
      const started = performance.now();
      const reason = await take(request, response).catch((error: unknown): Reason => {
        say('ingress-error', { level: 'error', message: 'a delivery could not be taken', said: { error } });
        return 'store';
      });
      if (reason === undefined) {
        response.writeHead(202, { 'content-type': 'text/plain' }).end('on record\n');
        figures.acked((performance.now() - started) / 1000);
        return;
      }
      refused(reason);
      refuse(response, reason);
    },
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a JSON object, else nothing. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What was not read of the request is not going to be, so that the connection ends with the answer. */
export function refuse(response: ServerResponse, reason: Reason): void {
  const refusal: { status: number; say: string; retryAfter?: number } = refusalOf(reason);
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (refusal.retryAfter !== undefined) headers['retry-after'] = String(refusal.retryAfter);
  if (reason === 'method') headers['allow'] = 'POST';
  if (!response.req.complete) headers['connection'] = 'close';
  response.writeHead(refusal.status, headers).end(`${refusal.say}\n`);
}
