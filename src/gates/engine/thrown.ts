/** A text that a thrown thing carries: anything can be thrown, and an error of another realm is no instance of ours. */
export function textOf(thrown: unknown, field: 'message' | 'name' | 'code' | 'stderr'): string | undefined {
  const text: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, field) : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** What it says, for a person; never its stack. */
export function messageOf(thrown: unknown): string {
  return textOf(thrown, 'message') ?? String(thrown);
}
