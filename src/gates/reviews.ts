import { cannotTell, defineGate, type Finding, type Measured, platformOf } from './engine/contract.ts';
import { type Static, s } from './engine/schema.ts';

const source = s.object(
  {
    role: s.optional(s.text({ minLength: 1, maxLength: 80, description: 'A role of `people`, whose holders `named` counts.' })),
    team: s.optional(
      s.text({
        pattern: '^[^/\\s]+/[^/\\s]+$',
        maxLength: 140,
        description: 'A team, as acme/security, whose members it counts.',
      }),
    ),
    users: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 50, description: 'Logins that it counts.' }),
    ),
  },
  { $id: 'reviews.source' },
);

const count = (description: string) => s.integer({ minimum: 1, maximum: 20, tightens: 'higher', description });

const limits = s.object(
  {
    minimum: s.optional(
      s.integer({ minimum: 1, maximum: 20, default: 1, tightens: 'higher', description: 'So many people approve.' }),
    ),
    named: s.optional(count('So many of them are of the role, team or logins of `source`.')),
    codeowners: s.optional(count('So many of them own something of what changed, by CODEOWNERS of the base.')),
  },
  { $id: 'reviews.limits' },
);

const known = () => s.oneOf(['yes', 'no', 'unknown']);

const evidence = s.object(
  {
    asksNamed: s.boolean(),
    reviews: s.array(
      s.object({
        by: s.text({ minLength: 1 }),
        says: s.oneOf(['approved', 'changes']),
        isCurrent: s.boolean(),
        own: known(),
        write: known(),
        named: known(),
        codeowner: known(),
        url: s.text(),
      }),
      { maxItems: 3_000 },
    ),
  },
  { $id: 'reviews.evidence' },
);

type Review = Static<typeof evidence>['reviews'][number];

export const reviews = defineGate({
  id: 'reviews',
  title: 'Approving reviews',
  about:
    'Counts the people whose last review approves of the very commit that is judged, and who may write here or are named. Approvals of earlier ' +
    'commits, of whoever made or pushed the change, and of bots never count; a review that asks for changes, by somebody who may write, blocks ' +
    'until it is dismissed or answered by another one. It proves that they pressed the button, not what they looked at.',
  needs: ['platform'],
  keeps: { hours: 1 },
  source,
  limits,
  evidence,

  async collect(named, context) {
    const shown = await platformOf(context).reviews(named);
    return { asksNamed: Object.keys(named).length > 0, reviews: shown.map((each) => ({ ...each })) };
  },

  judge({ asksNamed, reviews: all }, asked) {
    if (new Set(all.map(({ by }) => by)).size < all.length) return cannotTell('somebody is counted twice', 'Run it again.');
    if (asked.named !== undefined && !asksNamed)
      return cannotTell('`named` is asked for, and `source` names nobody', 'Name a role, a team or logins in the source.');
    const approvals = all.filter(({ says, isCurrent }) => says === 'approved' && isCurrent);
    const wants = wantsOf(asked, approvals);
    const blocking = all.filter((each) => each.says === 'changes' && mayReview(each) !== 'no');
    const stale = all.filter(({ says, isCurrent }) => says === 'approved' && !isCurrent).length;
    const measured = wants.map(
      ({ metric, sure, least }): Measured => ({ metric, value: sure, limit: `at least ${least}`, ok: sure >= least }),
    );
    const summary = [
      ...wants.map(({ metric, sure, least }) => `${sure} of ${least} ${metric}`),
      ...(blocking.length > 0 ? [`${namesOf(blocking)} asked for changes`] : []),
      ...(stale > 0 ? [`${stale} of an earlier commit`] : []),
    ].join(', ');
    const short = wants.filter(({ sure, least }) => sure < least);
    const hopeless = short.filter(({ perhaps, least }) => perhaps < least);
    const sure = blocking.filter((each) => mayReview(each) === 'yes');
    const findings = [...sure.map(blockOf), ...hopeless.map(shortOf)];
    if (findings.length > 0) return { result: 'fail', summary, measured, findings, remedy: remedyFor(sure, hopeless) };
    if (short.length > 0 || blocking.length > 0)
      return { ...cannotTell(`${summary}; of some it could not be established what they may do`, unknownRemedy), measured };
    return { result: 'pass', summary, measured, findings };
  },
});

interface Want {
  readonly id: string;
  readonly metric: string;
  readonly least: number;
  /** Approvals that count. */
  readonly sure: number;
  /** With those of whom it could not be established. */
  readonly perhaps: number;
}

function wantsOf({ minimum = 1, named, codeowners }: Static<typeof limits>, approvals: readonly Review[]): Want[] {
  const rules: readonly (readonly [id: string, metric: string, least: number | undefined, is: (each: Review) => Known])[] = [
    ['approvals', 'approvals', minimum, () => 'yes'],
    ['named', 'approvals of those who are named', named, (each) => each.named],
    ['codeowners', 'approvals of owners of the code', codeowners, (each) => each.codeowner],
  ];
  return rules.flatMap(([id, metric, least, is]) => {
    if (least === undefined) return [];
    const answers = approvals.map((each) => both(counts(each), is(each)));
    const sure = answers.filter((answer) => answer === 'yes').length;
    return [{ id, metric, least, sure, perhaps: answers.filter((answer) => answer !== 'no').length }];
  });
}

type Known = Review['own'];

/** Not by those who made the change. */
function counts(each: Review): Known {
  return both(each.own === 'yes' ? 'no' : each.own === 'no' ? 'yes' : 'unknown', mayReview(each));
}

function mayReview({ write, named }: Review): Known {
  if (write === 'yes' || named === 'yes') return 'yes';
  return write === 'unknown' || named === 'unknown' ? 'unknown' : 'no';
}

function both(a: Known, b: Known): Known {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

function namesOf(all: readonly Review[]): string {
  return all.map(({ by }) => by).join(', ');
}

function blockOf({ by, url }: Review): Finding {
  return { id: `changes:${by}`, title: `${by} asked for changes`, url };
}

function shortOf({ id, metric, sure, least }: Want): Finding {
  return { id, title: `${sure} of ${least} ${metric}`, value: sure, better: 'higher' };
}

const unknownRemedy =
  'Let the App read the members of the organisation, and see that its roles and CODEOWNERS can be read; then ask again.';

function remedyFor(blocking: readonly Review[], short: readonly Want[]): string {
  const parts = [
    blocking.length > 0 ? `Answer what ${namesOf(blocking)} asked for, and let them review again.` : '',
    short.length > 0 ? 'Ask for approving reviews of the last commit, of people who did not make it.' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
