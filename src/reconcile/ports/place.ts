/** Where a repository is found now. Its id stays; its names may change. */
export interface Place {
  readonly installation: number;
  readonly repoId: number;
  readonly owner: string;
  readonly name: string;
}

/** Somebody as the platform names them. */
export interface Actor {
  readonly id: number;
  readonly login: string;
  readonly kind: 'human' | 'bot';
}
