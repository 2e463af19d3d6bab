import type { Level, Phase } from '../model.ts';

/** Where a heading stands, for words that mean a phase in one place only. */
export interface Around {
  /** The phase of the section around it. */
  readonly phase: Phase | undefined;
  /** Of the headings beside it, the words that stand between their own before and after. */
  readonly moments: ReadonlySet<string>;
}

const event =
  '(?:deploy(?:ment|ing)?|release|launch(?:ing)?|go[- ]?live|going live|production|rollout|cut[- ]?over|ship(?:ping)?)';
const span = (count: string, unit: string) => new RegExp(`\\bfirst (?:${count})[ -]?${unit}\\b`);

const before = new RegExp(`\\b(?:pre|before)[- ](?:the )?${event}\\b`);

/** Only these words at these places: a phase after the merge takes its items away from the pull request. */
const always: readonly (readonly [RegExp, Phase])[] = [
  [/^(?:\w+ )?roll ?back(?: (?:checklist|procedures?|steps|runbook|actions))?(?: \(.*\))?$/, 'rollback'],
  [/^if (?:the )?(?:deploy(?:ment)?|release|launch|rollout) fails\b/, 'rollback'],
  [/^(?:final )?sign[- ]?offs?\b|^(?:final )?approvals?(?: and sign[- ]?offs?)?$/, 'sign-off'],
  [span('(?:12|24|48)', 'h(?:(?:ou)?rs?)?'), 'day'],
  [/\bfirst day\b/, 'day'],
  [span('72', 'h(?:(?:ou)?rs?)?'), 'week'],
  [/\bfirst (?:week|7 days)\b|\bhyper ?care\b/, 'week'],
  [/\bfirst (?:month|(?:28|30|31) days|4 weeks)\b/, 'month'],
  [/\bt ?[-–−] ?[1-9]\d*\b(?! ?m(?:in(?:ute)?s?)?\b)/, 'merge'],
  [before, 'merge'],
  [new RegExp(`\\b(?:post|after)[- ](?:the )?${event}\\b`), 'verify'],
  [/\bt ?[-–−+]? ?0\b/, 'deploy'],
  [new RegExp(`\\b${event} day\\b|\\bday of (?:the )?${event}\\b|\\bduring (?:the )?${event}\\b`), 'deploy'],
];

/** Days and weeks are counted from the deployment only where the section around says so; plans of preparation count them too. */
const afterwards: readonly (readonly [RegExp, Phase])[] = [
  [/^t ?\+ ?(?:\d+ ?m(?:in(?:ute)?s?)?|1?\d ?h(?:(?:ou)?rs?)?)\b/, 'verify'],
  [/^(?:t ?\+ ?(?:1|(?:24|48) ?h(?:(?:ou)?rs?)?)\b|day (?:1|one)\b|(?:24|48) h(?:ou)?rs\b)/, 'day'],
  [/^(?:t ?\+ ?7\b|week (?:1|one)\b)/, 'week'],
  [/^(?:t ?\+ ?30\b|month (?:1|one)\b)/, 'month'],
];

/** What is prepared for a later phase is done before the merge. */
const preparing = /\b(?:readiness|prerequisites?|prepar\w+|prep|plan(?:s|ning)?|set-?up|strategy)\b/;
const goLive = /^(?:go[- ]?live|cut[- ]?over)(?: (?:checklist|steps|procedure|tasks|execution|window))?$/;
const later: readonly (Phase | undefined)[] = ['deploy', 'verify', 'day', 'week', 'month'];

/** The phase that the words of a heading mean, if any. */
export function phaseOf(heading: string, { phase, moments }: Around): Phase | undefined {
  const words = plain(heading);
  if (preparing.test(words)) return before.test(words) ? 'merge' : undefined;
  const found = always.find(([pattern]) => pattern.test(words)) ?? (later.includes(phase) ? named(words, afterwards) : undefined);
  if (found !== undefined) return found[1];
  return goLive.test(words) || moments.has(words) ? 'deploy' : undefined;
}

function named(words: string, table: typeof afterwards) {
  return table.find(([pattern]) => pattern.test(words));
}

/** `Deployment` alone is a topic; between `Pre-Deployment` and `Post-Deployment` it is the moment. */
export function momentsAmong(headings: readonly string[]): ReadonlySet<string> {
  const words = headings.map(plain);
  const behind = (side: RegExp) => new Set(words.flatMap((each) => side.exec(each)?.[1] ?? []));
  return behind(/^pre[- ]([a-z]+)\b/).intersection(behind(/^post[- ]([a-z]+)\b/));
}

/** Lower case, without signs and numbers before the words, and without a colon behind them. */
function plain(heading: string): string {
  const words = heading
    .toLowerCase()
    .replace(/^(?:[^\p{L}\p{N}]|\d+[.)] )+/u, '')
    .replace(/^(?:phase|step|stage|part|section) \d+\s*[:.–—-]*\s*/, '');
  let end = words.length;
  while (end > 0 && /[:\s]/.test(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}

/** The level that the words of a heading mean, if any. */
export function levelOfHeading(heading: string): Level | undefined {
  const words = plain(heading);
  if (/^(?:required|mandatory|must[- ]haves?)\b|\((?:required|mandatory|must[- ]haves?)\)$/.test(words)) return 'must';
  if (/^(?:optional|nice[- ]to[- ]haves?)\b/.test(words)) return 'may';
  if (/^recommended\b/.test(words)) return 'should';
  return levelOf(heading);
}

const conditional =
  /\((?:(?:if|where|when|as) (?:needed|applicable|necessary|required|possible|any|relevant|appropriate)|optional|nice[- ]to[- ]have)\b[^()]*\)/i;

/** The level that a condition or a mark in the text of an item means, if any. A condition without parentheses or colon means none. */
export function levelOf(text: string): Level | undefined {
  if (/\((?:required|mandatory|must[- ]have)\)/i.test(text)) return 'must';
  if (conditional.test(text) || /\(if [^()<>≤≥]{1,100}\)[.:]?$/i.test(text)) return 'may';
  if (/^if [^:]{1,200}: *\S/i.test(text) || /^optional(?:ly)? ?[:–—-]/i.test(text)) return 'may';
  return /\(recommended\)/i.test(text) ? 'should' : undefined;
}
