import type { Task } from './tasks.ts';

export interface PlatformFault {
  /** `gone`: there is no such thing, or it may not be seen · `refused`: it will never be taken · the others may pass. */
  readonly kind: 'gone' | 'forbidden' | 'refused' | 'limited' | 'unavailable' | 'unclear';
  /** What was asked, for people: `GET /repos/acme/shop/...`. No secrets. */
  readonly asked: string;
  /** ISO 8601, UTC: not before. */
  readonly retryAt?: string;
}

export class PlatformError extends Error {
  readonly fault: PlatformFault;

  constructor(message: string, fault: PlatformFault) {
    super(message);
    this.name = 'PlatformError';
    this.fault = fault;
  }
}

/** Whoever is told this stops at once and writes nothing more. */
export class LeaseLost extends Error {
  constructor({ kind, key }: Task) {
    super(`somebody else works on ${kind} ${key} by now`);
    this.name = 'LeaseLost';
  }
}
