import { problem } from '../problem.ts';

export type Token =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: string };

const pattern =
  /\s+|(?<text>'(?:[^']|'')*')|(?<number>[-+]?(?:0x[\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\w.]))|(?<name>[a-zA-Z_][\w-]*)|(?<sign>&&|\|\||==|!=|<=|>=|[<>!()[\],.*])/gy;

const words: Readonly<Record<string, boolean | null | number>> = {
  true: true,
  false: false,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
};

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(source);
    if (found === null) throw problem(`\${{ ${source} }}`, `"${source.slice(at, at + 10)}" is not understood`);
    const { text, number, name, sign } = found.groups ?? {};
    if (text !== undefined) tokens.push({ kind: 'literal', value: text.slice(1, -1).replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: 'literal', value: Number(number) });
    else if (sign !== undefined) tokens.push({ kind: 'sign', sign });
    else if (name !== undefined) tokens.push(wordOf(name, tokens.at(-1)));
  }
  return tokens;
}

/** Behind a dot every word is a name. */
function wordOf(name: string, before: Token | undefined): Token {
  const isProperty = before?.kind === 'sign' && before.sign === '.';
  const value = words[name];
  return !isProperty && Object.hasOwn(words, name) && value !== undefined ? { kind: 'literal', value } : { kind: 'name', name };
}
