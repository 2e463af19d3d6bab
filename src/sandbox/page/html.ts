const made = Symbol('markup');

/** Markup that may stand in a page as it is. Only this file and {@link trusted} make it. */
export interface Markup {
  readonly [made]: string;
}

export type Piece = Markup | string | number | null | undefined | false | readonly Piece[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/** A template whose values are escaped, in text and in quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return trusted(parts.map((part, at) => part + (at < values.length ? show(values[at]) : '')).join(''));
}

/** For what was made safe elsewhere. */
export function trusted(markup: string): Markup {
  return { [made]: markup };
}

export function show(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return made in piece ? piece[made] : piece.map(show).join('');
}
