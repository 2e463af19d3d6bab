/** What all replicas share when they speak to the platform: one sign-in, and one allowance for each installation. */
export interface Shared {
  readonly token: (installation: number) => Promise<SignIn | undefined>;
  readonly keepToken: (installation: number, signIn: SignIn) => Promise<void>;
  /** Takes `points` of an installation's allowance, and says how many milliseconds to wait before using them. */
  readonly spend: (installation: number, points: Points) => Promise<number>;
  /** Nobody asks anything for this installation before then: the platform said so. */
  readonly pause: (installation: number, until: string) => Promise<void>;
  readonly pausedUntil: (installation: number) => Promise<string | undefined>;
}

/** Kept encrypted. */
export interface SignIn {
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

export interface Points {
  /** Writes of any kind. */
  readonly writes: number;
  /** Writes that people are told of: comments, reviews. */
  readonly contents: number;
}
