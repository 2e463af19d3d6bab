export interface KeptOptions {
  readonly now: () => number;
  readonly seconds: number;
  readonly most: number;
}

/** Answers that may be given again for a while: asked once for all who ask meanwhile, and never kept where asking failed. */
export class Kept<T> {
  readonly #options: KeptOptions;
  readonly #answers = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();

  constructor(options: KeptOptions) {
    this.#options = options;
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const { now, seconds, most } = this.#options;
    const known = this.#answers.get(key);
    if (known !== undefined && known.until > now()) return known.answer;
    const kept = { answer: ask(), until: now() + seconds * 1_000 };
    this.#answers.delete(key);
    this.#answers.set(key, kept);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > most && oldest !== undefined) this.#answers.delete(oldest);
    kept.answer.catch(() => {
      if (this.#answers.get(key) === kept) this.#answers.delete(key);
    });
    return kept.answer;
  }

  /** Of all that begin with this. */
  forget(prefix: string): void {
    for (const key of this.#answers.keys()) if (key.startsWith(prefix)) this.#answers.delete(key);
  }
}
