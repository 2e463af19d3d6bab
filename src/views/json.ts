/** JSON may carry these raw, but a terminal or an eye may take them for something else: C1 controls, direction and invisible marks. */
const hidden = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * A value as JSON for people and programs: two spaces, keys in the order in which they were set, a newline at the end. What could act on a
 * terminal, or on a runner that reads its log, stands escaped: the same value in a harmless text.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(hidden, escaped).replaceAll('##[', '#\\u0023[')}\n`;
}

function escaped(sign: string): string {
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
