/** The value at the end of a way through JSON that somebody else wrote; undefined wherever it is not as thought. */
export function at(value: unknown, ...way: readonly (string | number)[]): unknown {
  return way.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key) ? Reflect.get(found, key) : undefined,
    value,
  );
}

export function textAt(value: unknown, ...way: readonly (string | number)[]): string | undefined {
  const found = at(value, ...way);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, ...way: readonly (string | number)[]): number | undefined {
  const found = at(value, ...way);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

export function listAt(value: unknown, ...way: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...way);
  return Array.isArray(found) ? found : [];
}

/** Only what is plainly said counts as an answer. */
export function answerOf(value: unknown): 'yes' | 'no' | 'untested' {
  if (value === true) return 'yes';
  return value === false ? 'no' : 'untested';
}
