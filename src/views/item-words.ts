import type { Condition, Item, Level, Phase, Proof, Who } from '../checklist/model.ts';
import type { Json } from '../ground/json.ts';
import { describeWho, holdersOf, roles } from '../verdict/people.ts';
import { count } from './plural.ts';
import { when } from './when.ts';

/** What proves an item, in a few words: for a list. */
export function proofWords(proof: Proof): string {
  switch (proof.by) {
    case 'gate':
      return `proved by ${gateWords(proof.use)}`;
    case 'person':
      return `ticked by ${describeWho(proof.who)}`;
    case 'sign-off':
      return `signed by ${proof.count} as ${proof.role}, ${viaWords[proof.via]}`;
    case 'items':
      return proof.of === 'all-above' ? 'done when all above is' : `done when ${proof.of.join(', ')} are`;
  }
}

export const viaWords = {
  review: 'by an approving review',
  command: 'by command',
  box: 'by box or command',
  word: 'by an approving review or by command',
} as const;

interface Use {
  readonly gate: string;
  readonly target?: string;
  readonly limits: Json;
}

/** `coverage on production: lines 80, branches 85`. */
export function gateWords({ gate, target, limits }: Use): string {
  const asked = settingsWords(limits);
  return `${gate}${target === undefined ? '' : ` on ${target}`}${asked === '' ? '' : `: ${asked}`}`;
}

/** Settings as somebody wrote them, without the signs that only a parser needs. */
export function settingsWords(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(settingsWords).join(', ');
  return Object.entries(value)
    .map(([key, inner]) => (isPlain(inner) ? `${key} ${settingsWords(inner)}` : `${key} (${settingsWords(inner)})`))
    .join(', ');
}

function isPlain(value: Json): boolean {
  return value === null || typeof value !== 'object';
}

export const levelWords = {
  must: 'blocks until it is done',
  should: 'asks for an answer and shows as debt, but blocks nothing',
  may: 'is folded away and blocks nothing',
} as const satisfies { readonly [L in Level]: string };

export const phaseWords = {
  merge: 'decides before the release pull request is merged',
  'sign-off': 'decides before the release pull request is merged, when the rest is done',
  deploy: 'decides before the release is deployed',
  verify: 'decides whether the release is well, right after it',
  day: 'comes due a day after the release',
  week: 'comes due a week after the release',
  month: 'comes due a month after the release',
  rollback: 'opens only when a release is rolled back',
} as const satisfies { readonly [P in Phase]: string };

/** When an item applies. What cannot be established holds. */
export function conditionWords(condition: Condition): string {
  const fields: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['a changed file matches', condition.paths],
    ['it has the label', condition.labels],
    ['the branch is', condition.branch],
    ['the base branch is', condition.base],
    ['the author is', condition.author],
    ['the environment is', condition.environment],
    ['it touches the component', condition.component],
  ];
  const said = fields.flatMap(([what, values]) => (values === undefined ? [] : [`${what} ${values.join(' or ')}`]));
  return `when ${said.join(', and ')}`;
}

/** How long a tick lasts while commits come in. */
export function onPushWords({ onPush, proof }: Pick<Item, 'onPush' | 'proof'>): string {
  if (proof.by === 'gate') return 'proved anew for each commit';
  if (proof.by === 'items') return 'follows the items that it looks at';
  if (proof.by === 'sign-off') {
    return proof.files === undefined
      ? 'a new commit takes the signature away'
      : 'a new commit takes the signature away when it changes a file that is signed';
  }
  if (onPush === 'keep') return 'a tick is kept when new commits come';
  if (onPush === 'reset') return 'a new commit that changes anything takes the tick away';
  return `a change of ${onPush.resetIfChanged.join(' or ')} takes the tick away`;
}

/** How often it is asked. */
export function askedWords({ asked, proof, phase }: Pick<Item, 'asked' | 'proof' | 'phase'>): string {
  if (asked === 'each-release') return 'for each release';
  if (proof.by !== 'person') return 'for each release: only a tick can stand, and this is none';
  if (phase === 'verify') return 'for each release: what is verified after one never stands';
  const { lasts, voidIfChanged, environment } = asked.standing;
  const where = environment === undefined ? '' : ` for ${environment}`;
  const end = voidIfChanged.length === 0 ? '' : `, until ${voidIfChanged.join(' or ')} changes`;
  return `an answer stands${where} for ${count(lasts, 'day')}${end}`;
}

/** What a gate proves is nobody's to explain away; a signature and a roll-up are not exempt at all. */
const exemptions: { readonly [by in Proof['by']]?: string } = {
  gate: 'each of its findings may be waived',
  person: 'may be waived or declared not applicable',
};

/** What can be done about an item besides doing it. */
export function exceptionWords(
  { locked, always, notApplicable, proof }: Pick<Item, 'locked' | 'always' | 'notApplicable' | 'proof'>,
  people: People,
): string[] {
  const waived = locked ? undefined : exemptions[proof.by];
  const by = whoWords({ role: roles.waivers }, people);
  return [
    ...(notApplicable === undefined
      ? []
      : [`the policy says that it does not apply until ${when(notApplicable.until)}: ${notApplicable.reason}`]),
    waived === undefined ? 'is never waived and never declared not applicable' : `${waived} by ${by}`,
    always ? 'blocks even when the glass is broken' : 'is passed over when the glass is broken',
  ];
}

/** Role to people. */
export type People = { readonly [role: string]: Pick<Who, 'team' | 'users'> };

/** Who may act, and who that is when a role stands between. */
export function whoWords(who: Who, people: People): string {
  const said = describeWho(who);
  if (who.role === undefined) return said;
  const holders = holdersOf(who.role, people);
  return `${said} (${holders === undefined ? 'held by nobody: it is not mapped' : describeWho(holders)})`;
}
