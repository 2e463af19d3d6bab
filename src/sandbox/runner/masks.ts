/** Hides in what is shown whatever must not be seen. */
export interface Masks {
  readonly add: (secret: string) => void;
  readonly hide: (text: string) => string;
  readonly isSecret: (text: string) => boolean;
}

export function createMasks(secrets: Iterable<string> = []): Masks {
  const known = new Set<string>();
  let pattern: RegExp | undefined;
  const add = (secret: string) => {
    for (const each of spellings(secret)) known.add(each);
    pattern = undefined;
  };
  const hide = (text: string) => {
    if (known.size === 0) return text;
    // The longest first, so that no rest of one shows beside the stars of another.
    pattern ??= new RegExp(
      [...known]
        .toSorted((a, b) => b.length - a.length)
        .map((each) => each.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
        .join('|'),
      'g',
    );
    return text.replaceAll(pattern, '***');
  };
  for (const secret of secrets) add(secret);
  return { add, hide, isSecret: (text) => hide(text) !== text };
}

/** As it is, line by line, and as it would stand in other texts. */
function spellings(secret: string): string[] {
  const whole = secret.trim();
  if (whole === '') return [];
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const json = JSON.stringify(whole).slice(1, -1);
  const inBase64 = Buffer.from(whole).toString('base64').replace(/=+$/, '');
  return [...new Set([secret, whole, ...lines, json, encodeURIComponent(whole), inBase64])].filter((each) => each.length > 0);
}
