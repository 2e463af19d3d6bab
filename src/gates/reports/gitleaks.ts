import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import type { Source } from './source.ts';

/** Where a secret is. The secret itself, and the line that it stands in, are never read into memory as values. */
export interface Leak {
  readonly rule: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly commit: string | undefined;
}

export interface GitleaksReport {
  readonly facts: { readonly shape: string | null; readonly leaks: number; readonly [name: string]: GitleaksFact };
  readonly doubts: readonly string[];
}

type GitleaksFact = string | number | null | { readonly [rule: string]: number };

const leakShape = as.object({
  // Of version 8.
  RuleID: as.text,
  File: as.text,
  StartLine: as.number,
  Commit: as.text,
  Fingerprint: as.text,
  // Of version 7 and before.
  rule: as.text,
  file: as.text,
  lineNumber: as.number,
  commit: as.text,
  // Of what others make of it.
  rule_id: as.text,
  start_line: as.number,
});

type RawLeak = NonNullable<(typeof leakShape)['holds']>;

const mostRules = 1000;
const mostFingerprints = 100_000;

/** Reads a report of gitleaks: a list of leaks, `[]` or `null` for none, or the object that some wrappers write. */
export async function readGitleaks(source: Source, onLeak: (leak: Leak) => void = () => {}): Promise<GitleaksReport> {
  const rules = new Map<string, number>();
  const fingerprints = new Set<string>();
  const doubts: string[] = [];
  let leaks = 0;
  let shape = '';
  const keys: string[] = [];
  const take = (raw: RawLeak) => {
    leaks += 1;
    shape ||= raw.RuleID === undefined ? 'list-v7' : 'list-v8';
    const leak = leakOf(raw);
    if (leak.rule === '') doubts.push('a leak does not say by which rule it was found');
    if (rules.size < mostRules || rules.has(leak.rule)) rules.set(leak.rule, (rules.get(leak.rule) ?? 0) + 1);
    if (raw.Fingerprint !== undefined && fingerprints.size < mostFingerprints) fingerprints.add(raw.Fingerprint);
    onLeak(leak);
  };
  const list = as.list(as.each(leakShape, take));
  const object = as.object({ leaks: list, errors: as.list(as.whole) });
  const root = await readJson<object>(source, as.either(list, object));
  if (root === undefined) return { facts: { shape: null, leaks: 0 }, doubts };
  if (!Array.isArray(root)) {
    keys.push(...Object.keys(root));
    if (!keys.includes('leaks')) doubts.push('the report has no list of leaks');
    if (!('errors' in root) || !Array.isArray(root.errors) || root.errors.length > 0)
      doubts.push('the scan had errors, or does not say');
    return { facts: { shape: 'object', keys: keys.join(','), leaks }, doubts: [...new Set(doubts)] };
  }
  const facts = {
    shape: shape || 'empty-list',
    leaks,
    by_rule: Object.fromEntries(rules),
    unique_fingerprints: fingerprints.size,
  };
  return { facts, doubts: [...new Set(doubts)] };
}

function leakOf(raw: RawLeak): Leak {
  return {
    rule: raw.RuleID ?? raw.rule ?? raw.rule_id ?? '',
    file: raw.File ?? raw.file,
    line: raw.StartLine ?? raw.lineNumber ?? raw.start_line,
    commit: (raw.Commit ?? raw.commit)?.slice(0, 12) || undefined,
  };
}
