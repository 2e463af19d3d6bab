export interface FrontMatter {
  /** The text with as many empty lines in its place, so that every line keeps its number. */
  readonly text: string;
  readonly title?: string;
}

/** Keys and values, their continuation and comments; nothing that GitHub would show as part of a checklist. */
const line = /^(?:[\w-]+\s*:.*|\s+[^\s-].*|\s*-\s+(?!\[).*|\s*#.*|\s*)$/;
const most = 100;

/** YAML between two lines of dashes at the very start is no part of the document. */
export function withoutFrontMatter(text: string): FrontMatter {
  const lines = text.slice(0, 20_000).split('\n', most + 1);
  const end = lines.findIndex((each, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(each));
  const within = lines.slice(1, end);
  if (!/^---\s*$/.test(lines[0] ?? '') || end < 0 || !/^[\w-]+\s*:/.test(within[0] ?? '')) return { text };
  if (!within.every((each) => line.test(each))) return { text };
  const found = ['title', 'name'].map((key) => within.find((each) => each.startsWith(`${key}:`))?.slice(key.length + 1));
  const title = found
    .map((value) => value?.trim().replace(/^(['"])(.*)\1$/, '$2'))
    .find((value) => value !== undefined && value !== '');
  const rest = text.split('\n').slice(end + 1);
  return { text: '\n'.repeat(end + 1) + rest.join('\n'), ...(title !== undefined && { title }) };
}
