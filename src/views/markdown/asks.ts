import type { Verdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import type { Handles } from '../handles.ts';
import { asksOf, type Piece, whoText, withoutWrite } from '../who.ts';
import { linked } from './link.ts';
import { safe } from './words.ts';

/** Who can act and how. */
export function asksPart(
  verdict: Verdict,
  { handles, board }: { handles: Handles; board: string | undefined },
): Part | undefined {
  const asks = asksOf(verdict, handles);
  if (asks.length === 0) return undefined;
  const rows = asks.map((ask) => {
    const { lead, rest } = whoText(ask);
    const how = ask.how.map((piece) => pieceText(piece, board)).join('');
    return `- **${lead}** ${safe(rest)}${how === '' ? '' : `: ${how}`}\n`;
  });
  const clicks = asks.some(({ how }) => how.some(({ kind }) => kind === 'board'));
  return { head: '\n## Who can act\n\n', rows, ...(clicks && { tail: `\n${withoutWrite}\n` }) };
}

function pieceText({ kind, text }: Piece, board: string | undefined): string {
  if (kind === 'command') return `\`${text}\``;
  return kind === 'board' ? linked(text, board) : text;
}
