import { PlatformError } from '../../reconcile/ports/faults.ts';

export interface Write {
  /** Once more does no harm. What makes something is not: after an unclear answer the caller looks. */
  readonly isRepeatable: boolean;
  /** Whether people are told of it. */
  readonly makesContent?: boolean;
  /** Asked directly before each try, after all waiting: fails when somebody else is to write by now. */
  readonly confirm?: (() => Promise<void>) | undefined;
}

export interface Ask<T> {
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** An installation, the App itself, or nobody. */
  readonly as: number | 'app' | 'nobody';
  readonly read: (value: unknown, at: string, headers: Headers) => T;
  readonly repoId?: number;
  readonly write?: Write;
  /** For counters and messages, where the route does not tell. */
  readonly operation?: string;
  readonly mostBytes?: number;
  /** The answer is an address to be led to. */
  readonly isLink?: boolean;
  /** What is not there may only not be there yet: asked a second time before it is believed. */
  readonly isDoubted?: boolean;
}

export interface Answer<T> {
  readonly value: T;
  readonly headers: Headers;
}

export function isFault(error: unknown, ...kinds: readonly PlatformError['fault']['kind'][]): error is PlatformError {
  return error instanceof PlatformError && kinds.includes(error.fault.kind);
}

/** Undefined for what is not there, or may not be seen. */
export async function unlessGone<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isFault(error, 'gone')) return undefined;
    throw error;
  }
}
