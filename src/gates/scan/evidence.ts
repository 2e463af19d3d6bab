import { type Static, s } from '../engine/schema.ts';

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const;
export type Severity = (typeof severities)[number];

export const weaknesses = ['vulnerability', 'misconfiguration', 'secret'] as const;
export const fixes = ['available', 'major', 'none', 'will-not-fix', 'end-of-life', 'unknown'] as const;

export const amount = () => s.integer({ minimum: 0 });

const advisory = () =>
  s.object({
    weakness: s.oneOf(weaknesses),
    /** The one that a person would look for first, then all others. */
    ids: s.array(s.text({ minLength: 1 }), { minItems: 1 }),
    package: s.text(),
    versions: s.array(s.text()),
    severity: s.oneOf(severities),
    fix: s.oneOf(fixes),
    scope: s.oneOf(['prod', 'dev', 'unknown']),
    title: s.optional(s.text()),
    url: s.optional(s.text()),
    fixedIn: s.optional(s.text()),
    published: s.optional(s.text()),
    suppressed: s.optional(s.text()),
    /** Whether a base report had it as well; absent where there is none. */
    inBase: s.optional(s.boolean()),
  });

const report = () =>
  s.object({
    path: s.text(),
    format: s.text(),
    tool: s.text(),
    packages: s.optional(amount()),
    skipped: s.optional(amount()),
    /** Nothing below this severity is in it. */
    least: s.optional(s.oneOf(severities)),
    digests: s.optional(s.array(s.text())),
    databaseAt: s.optional(s.text()),
    createdAt: s.optional(s.text()),
  });

/** What all gates that look for known vulnerabilities collect: what was found, and never how many of it are too many. */
export const scanEvidence = (id: string) =>
  s.object(
    {
      reports: s.array(report()),
      /** Worst first. */
      advisories: s.array(advisory()),
      /** What there was no room for, by severity; nothing more is known of it. */
      more: s.object({
        critical: amount(),
        high: amount(),
        medium: amount(),
        low: amount(),
        none: amount(),
        unknown: amount(),
      }),
      moreSuppressed: amount(),
      endOfLife: s.array(s.text()),
      doubts: s.array(s.text()),
    },
    { $id: id },
  );

export type ScanEvidence = Static<ReturnType<typeof scanEvidence>>;
export type ScannedAdvisory = ScanEvidence['advisories'][number];
