import { type Static, s } from '../engine/schema.ts';
import { weaknesses } from './evidence.ts';

const most = (what: string) => s.optional(s.integer({ minimum: 0, tightens: 'lower', description: `At most so many ${what}.` }));
const days = () => s.optional(s.integer({ minimum: 0, maximum: 365, default: 0, tightens: 'lower' }));

const ignore = s.object(
  {
    id: s.text({ minLength: 3, description: 'CVE, GHSA, or the name that the report has; any of its other names does as well.' }),
    package: s.optional(s.text({ minLength: 1, description: 'Only in this package.' })),
    reason: s.text({ minLength: 10, description: 'Why it does no harm here.' }),
    owner: s.text({ minLength: 1, description: 'Who answers for that.' }),
    until: s.text({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, description: 'The last day, a year ahead at most.' }),
  },
  { description: 'Counts as no finding until its last day. It is shown, and so is one that has ended or matches nothing.' },
);

/** What all gates that look for known vulnerabilities can be told. */
export const scanLimits = () => ({
  critical: most('critical ones'),
  high: most('of high severity or worse'),
  medium: most('of medium severity or worse'),
  low: most('of low severity or worse'),
  total: most('of any severity, unknown ones too'),
  unknown: s.optional(
    s.integer({
      minimum: 0,
      default: 0,
      tightens: 'lower',
      description: 'At most so many of unknown severity: nobody knows how bad they are.',
    }),
  ),
  suppressed: most('that the tool passes over because somebody told it to'),
  passOver: s.optional(
    s.array(s.oneOf(['none', 'will-not-fix', 'end-of-life']), {
      uniqueItems: true,
      tightens: 'subset',
      description: 'What does not count because there is no fix: none yet, refused by its makers, or no longer made.',
    }),
  ),
  only: s.optional(s.oneOf(['new'], { tightens: 'equal', description: 'Count only what the base report does not have.' })),
  grace: s.optional(
    s.object(
      { critical: days(), high: days(), medium: days(), low: days(), unknown: days() },
      { description: 'Days from publication in which one of this severity does not count. Without a date it counts at once.' },
    ),
  ),
  ignore: s.optional(s.array(ignore, { tightens: 'subset' })),
});

/** Which kinds of finding count. */
export const countedWeaknesses = () =>
  s.optional(
    s.array(s.oneOf(weaknesses), {
      minItems: 1,
      uniqueItems: true,
      tightens: 'superset',
      description: 'What counts; vulnerabilities and secrets when absent.',
    }),
  );

type Common = { readonly [K in keyof ReturnType<typeof scanLimits>]?: unknown };
export type Ignore = Static<typeof ignore>;

/** The limits that every such gate has, and those that only some have. */
export interface ScanLimits extends Common {
  readonly critical?: number;
  readonly high?: number;
  readonly medium?: number;
  readonly low?: number;
  readonly total?: number;
  readonly unknown?: number;
  readonly suppressed?: number;
  readonly passOver?: readonly string[];
  readonly only?: 'new';
  readonly grace?: { readonly [severity: string]: number | undefined };
  readonly ignore?: readonly Ignore[];
  readonly scope?: 'prod' | 'all';
  readonly count?: readonly string[];
}
