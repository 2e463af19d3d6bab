/** Worst first. What a tool does not say, or in a word that nobody knows, is unknown, and a policy of its own. */
export const severities = ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const;
export type Severity = (typeof severities)[number];

/** What stands in the way of a fix, or that there is one. */
export type Fix = 'available' | 'major' | 'none' | 'will-not-fix' | 'end-of-life' | 'unknown';

export type Scope = 'prod' | 'dev' | 'unknown';

export type Weakness = 'vulnerability' | 'misconfiguration' | 'secret';

/** One thing that a scanner found in one package, or in one file. */
export interface Advisory {
  readonly weakness: Weakness;
  /** The name that the report gives it, then every other one that it knows. */
  readonly ids: readonly string[];
  readonly package: string;
  readonly version: string;
  readonly severity: Severity;
  readonly fix: Fix;
  readonly scope: Scope;
  readonly title?: string;
  readonly url?: string;
  /** The first version without it. */
  readonly fixedIn?: string;
  /** ISO 8601. */
  readonly published?: string;
  /** Folders in a lockfile where the package stands. */
  readonly nodes?: readonly string[];
  /** Why the tool, or somebody through it, passes over this. */
  readonly suppressed?: string;
}

/** What a report says of itself. */
export interface Scanned {
  /** Name and version of the tool. */
  readonly tool: string;
  /** How many packages it has looked at; nothing when it does not say. */
  readonly packages?: number;
  /** How many it could not look at. */
  readonly skipped?: number;
  /** It was told to leave out what is below this. */
  readonly least?: Severity;
  /** `sha256:` and 64 digits of each image. */
  readonly digests?: readonly string[];
  readonly databaseAt?: string;
  readonly createdAt?: string;
  /** Distributions that get no fixes any more. */
  readonly endOfLife?: readonly string[];
}

/** Where a reader puts what it finds. */
export interface Intake {
  add(found: Advisory): void;
  /** Something makes the report hard to believe. */
  doubt(text: string): void;
  scanned(of: Scanned): void;
}

const words: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['info', 'none'],
  ['informational', 'none'],
  ['negligible', 'none'],
  ['none', 'none'],
]);

export function severityOf(word: string | undefined): Severity {
  return words.get(word?.trim().toLowerCase() ?? '') ?? 'unknown';
}

/** As FIRST's scale for CVSS has it. */
export function severityOfScore(score: number | undefined): Severity {
  if (score === undefined || !(score >= 0 && score <= 10)) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

/** `GHSA-xxxx-xxxx-xxxx` at the end of an address. */
export function idInUrl(url: string | undefined): string | undefined {
  return /(?:GHSA(?:-[0-9a-z]{4}){3}|CVE-\d{4}-\d{4,})(?=\/?$)/i.exec(url ?? '')?.[0];
}

/** Without what is absent or stands there before. */
export function idsOf(...ids: readonly (string | number | undefined)[]): string[] {
  return [...new Set(ids.flatMap((id) => (id === undefined || id === '' ? [] : [String(id)])))];
}

/** The scope that a tool states as a flag. */
export function scopeOf(isDev: boolean | undefined): Scope {
  if (isDev === undefined) return 'unknown';
  return isDev ? 'dev' : 'prod';
}
