/** A line that GitHub's server counts as a task, wherever it stands: it looks at lines, not at Markdown. */
const counted = /^(?<before>\s*(?:[-+*]|\d+[.)])\s+)\[(?<mark>[ xX])\](?=\s)/;

export interface Box {
  readonly line: number;
  readonly checked: boolean;
  readonly text: string;
}

/** The boxes that a page shows: none in code, none in HTML comments. */
export function boxesShown(body: string): Box[] {
  const lines = body.split(/\r?\n/);
  let fence: string | undefined;
  let inComment = false;
  return lines.flatMap((text, line) => {
    const opened = /^ {0,3}(?<fence>`{3,}|~{3,})/.exec(text)?.groups?.['fence'];
    if (fence !== undefined) {
      if (opened?.startsWith(fence)) fence = undefined;
      return [];
    }
    if (opened !== undefined && !inComment) {
      fence = opened;
      return [];
    }
    const wasInComment = inComment;
    inComment = endsInComment(text, inComment);
    const found = wasInComment ? null : counted.exec(text);
    return found ? [{ line, checked: found.groups?.['mark'] !== ' ', text }] : [];
  });
}

function endsInComment(text: string, inside: boolean): boolean {
  const open = text.lastIndexOf('<!--');
  const close = text.lastIndexOf('-->');
  if (open === -1 && close === -1) return inside;
  return open > close;
}

/**
 * The body with the box at this position flipped. The position is that on the page; the server counts lines, so that a task inside an HTML
 * comment makes it flip the wrong one, as the real one does.
 */
export function flip(body: string, position: number, checked: boolean): string {
  let seen = -1;
  return body
    .split('\n')
    .map((text) => {
      if (!counted.test(text)) return text;
      seen += 1;
      return seen === position ? text.replace(counted, `$<before>[${checked ? 'x' : ' '}]`) : text;
    })
    .join('\n');
}

/** Where the box of an item is on the page, by the comment behind its title that names it. */
export function positionOf(body: string, item: string): number | undefined {
  const named = new RegExp(`<!--\\s*[\\w-]+:${item.replaceAll(/[.*+?^$()[\]{}|\\]/g, String.raw`\$&`)}\\s*-->`);
  const at = boxesShown(body).findIndex(({ text }) => named.test(text));
  return at === -1 ? undefined : at;
}
