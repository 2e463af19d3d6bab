// Quotes that begin with `[!NOTE]` and the like, as GitHub shows them.
import type { Token } from 'markdown-it';

const titles = { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' } as const;
type Kind = keyof typeof titles;

const first = /^\[!(?<kind>note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

function isKind(kind: string): kind is Kind {
  return kind in titles;
}

/** Marks them on the quote itself, which cleaning keeps whole; {@link withAlerts} knows the mark again. Only at the top, and only with words. */
export function markAlerts(tokens: readonly Token[], secret: string): Token[] {
  const gone = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'blockquote_open' || token.level !== 0 || tokens[at + 1]?.type !== 'paragraph_open') continue;
    const words = tokens[at + 2];
    const kind = first.exec(words?.content ?? '')?.groups?.['kind']?.toLowerCase() ?? '';
    if (words === undefined || !isKind(kind)) continue;
    const isAlone = !words.content.includes('\n');
    if (isAlone && tokens[at + 4]?.type === 'blockquote_close') continue;
    token.attrSet('cite', `${secret}-${kind}`);
    if (isAlone) for (const each of [1, 2, 3]) gone.add(at + each);
    else dropLine(words);
  }
  return tokens.filter((_, at) => !gone.has(at));
}

function dropLine(words: Token): void {
  const children = words.children ?? [];
  const end = children.findIndex(({ type }) => type === 'softbreak' || type === 'hardbreak');
  words.children = children.slice(end + 1);
  words.content = words.content.slice(words.content.indexOf('\n') + 1);
}

export function withAlerts(cleaned: string, secret: string): string {
  const marked = new RegExp(`<blockquote cite="${secret}-(\\w+)">`, 'g');
  return cleaned.replaceAll(marked, (whole: string, kind: string) =>
    isKind(kind)
      ? `<blockquote class="markdown-alert markdown-alert-${kind}"><p class="markdown-alert-title">${titles[kind]}</p>`
      : whole,
  );
}
