import type { Decision } from '../../verdict/verdict.ts';

/** What a shell or a CI job sees. Only `go` is zero. */
export const exitCodes = {
  go: 0,
  waiting: 1,
  'no-go': 1,
  /** Also: a file or a configuration that cannot be read. */
  'cannot-tell': 2,
  /** A replay that comes to another verdict than the one in the recording. */
  differs: 3,
  usage: 64,
  /** A mistake in Gonogo itself. */
  internal: 70,
  interrupted: 130,
} as const satisfies { readonly [D in Decision]: number } & { readonly [why: string]: number };

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
