/** Directives to their sources, several policies merged to what all of them allow, as Observatory merges them. */
export interface MergedPolicy {
  readonly directives: ReadonlyMap<string, ReadonlySet<string>>;
  /** A report address is given twice, which is tolerated. */
  readonly duplicates: boolean;
}

interface Source {
  readonly text: string;
  readonly policy: number;
  keep: boolean;
}

/** No directive that says something is shorter. */
const shortest = 6;
const mayRepeat = new Set(['report-uri', 'report-to']);
const inOrder = new Intl.Collator('en').compare;

/** Null when one of the policies is none, or says one thing twice. */
export function mergePolicies(policies: readonly string[]): MergedPolicy | null {
  const texts = policies.map((policy) => policy.replaceAll(/[\r\n]/g, '').trim());
  if (texts.some((text) => text.length < shortest)) return null;
  const merged = new Map<string, Source[]>();
  let duplicates = false;
  for (const [at, text] of texts.entries()) {
    const seen = new Set<string>();
    for (const [written = '', ...values] of text.split(';').map((part) => part.trim().split(/\s+/))) {
      const name = written.toLowerCase();
      if (name === '') continue;
      if (seen.has(name) && !mayRepeat.has(name)) return null;
      duplicates ||= seen.has(name);
      seen.add(name);
      merged.set(
        name,
        mergeInto(at === 0 ? [] : (merged.get(name) ?? []), sourcesOf(name, values, at), at === 0 && texts.length > 1),
      );
    }
  }
  const directives = [...merged].map(
    ([name, sources]) => [name, new Set(sources.length === 0 ? ["'none'"] : sources.map(({ text }) => text))] as const,
  );
  return { directives: new Map(directives), duplicates };
}

function sourcesOf(name: string, values: readonly string[], policy: number): Source[] {
  const texts = values.length === 0 && name.endsWith('-src') ? ["'none'"] : values;
  return texts.map((text) => ({ text: text.toLowerCase(), policy, keep: policy === 0 }));
}

/** What a longer source of the same policy adds is nothing; what only one policy allows is not allowed. */
function mergeInto(before: readonly Source[], added: readonly Source[], isFirstOfMany: boolean): Source[] {
  const all = [...before, ...added].toSorted((a, b) => inOrder(a.text, b.text));
  for (const [at, source] of all.entries()) {
    const previous = all[at - 1];
    if (previous === undefined) continue;
    if (previous.policy === source.policy && source.text.startsWith(previous.text)) source.keep = false;
    if (previous.policy !== source.policy && covers(previous.text, source.text)) source.keep = true;
  }
  const kept = all.filter(({ keep }) => keep);
  if (isFirstOfMany) for (const source of kept) source.keep = false;
  return kept;
}

/** A source that ends in a slash covers what is below it; any other one only itself. */
function covers(outer: string, inner: string): boolean {
  if (outer === '') return true;
  const isFolder = outer.endsWith('/');
  const [a, b] = [outer, inner].map((text) => text.split('/').map(decoded));
  if (a === undefined || b === undefined || a.length > b.length || (!isFolder && a.length !== b.length)) return false;
  return (isFolder ? a.slice(0, -1) : a).every((part, at) => part === b[at]);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
