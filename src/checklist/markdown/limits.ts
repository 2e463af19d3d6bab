import type { Limit } from '../model.ts';

type Op = NonNullable<Limit['op']>;

const signs: Readonly<Record<string, Op>> = {
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  '≤': '<=',
  '≥': '>=',
  '=': '=',
  'at least': '>=',
  minimum: '>=',
  'minimum of': '>=',
  min: '>=',
  'at most': '<=',
  maximum: '<=',
  'maximum of': '<=',
  max: '<=',
  'no more than': '<=',
  'up to': '<=',
  under: '<',
  below: '<',
  'less than': '<',
  above: '>',
  'more than': '>',
  exceeds: '>',
};

const words = Object.keys(signs)
  .toSorted((a, b) => b.length - a.length)
  .map((word) => (/^\w/.test(word) ? `\\b${word} ` : word));
const unit =
  '%|[kmgt]i?b\\b|ms\\b|s\\b|sec(?:ond)?s?\\b|min(?:ute)?s?\\b|h\\b|hours?\\b|days?\\b|weeks?\\b|months?\\b|rps\\b|req/s|[a-z]{2,20}s\\b';
/** Units that make a bare number a limit; a bare number of anything else may be a version or a name. */
const telling = /^(?:%|[kmgt]i?b|ms|s|sec(?:ond)?s?|min(?:ute)?s?|h|hours?|days?|weeks?|months?|rps|req\/s)$/i;
const limit = new RegExp(
  `(?<sign>${words.join('|')})?\\s*(?<![\\w.,/:-])(?<number>\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,12}(?:\\.\\d{1,12})?)(?<plus>\\+)?\\s?(?<unit>${unit})?(?![\\w.]*\\d|[-–]\\d)`,
  'giu',
);
const percentile = /\bp(?<short>\d{2}(?:\.\d+)?)\b|\b(?<long>\d{2}(?:\.\d+)?)th percentile\b/i;
const longest = 2_000;

/** The limits that stand in a text, as it says them. What it does not say, an operator above all, is not made up. */
export function limitsIn(text: string, grade: Limit['grade'] = 'target'): Limit[] {
  const read = text.slice(0, longest);
  const place = percentile.exec(read);
  const share = percentileOf(read);
  const metric = metricOf(read);
  return [...read.matchAll(limit)].flatMap(({ 0: all, groups, index }) => {
    const { sign, number = '', plus, unit: of } = groups ?? {};
    if (place !== null && index + all.length > place.index && index < place.index + place[0].length) return [];
    const op = sign === undefined ? (plus === undefined ? undefined : '>=') : signs[sign.trim().toLowerCase()];
    if (op === undefined && !telling.test(of ?? '')) return [];
    return [
      {
        metric,
        ...(op !== undefined && { op }),
        value: Number(number.replaceAll(',', '')),
        ...(of !== undefined && { unit: of }),
        ...(share !== undefined && { percentile: share }),
        grade,
        text: all.trim(),
      },
    ];
  });
}

/** `p95` or `95th percentile`. */
export function percentileOf(text: string): number | undefined {
  const { short, long } = percentile.exec(text)?.groups ?? {};
  const found = short ?? long;
  return found === undefined ? undefined : Number(found);
}

/** What is measured: the words before the figures. */
export function metricOf(text: string): string {
  const before = text.split(/[(<>≤≥=]|\s\d/)[0]?.trim() ?? '';
  return /\p{L}/u.test(before) ? before.replace(/[:,–—-]+$/, '').trim() : text.slice(0, 200).trim();
}
