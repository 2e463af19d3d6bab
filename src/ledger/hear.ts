import { type Command, isRefusal, type Refusal } from './commands/command.ts';
import { readCommands } from './commands/read.ts';
import { isSpeaking, specOf } from './commands/verbs.ts';
import type { ItemAsRead } from './declare.ts';
import { type Chooser, type Chosen, chooserOf, type Named } from './named.ts';
import { type CommandOccasion, type Said, speak } from './speak.ts';
import type { Statement } from './statement.ts';

/** What is to be done about one line of a comment. */
export type Heard =
  | { readonly is: 'said'; readonly command: Command; readonly items: readonly Named[]; readonly said: Said }
  /** It asks for something and declares nothing. */
  | { readonly is: 'asked'; readonly command: Command; readonly items: readonly Named[] }
  | { readonly is: 'refused'; readonly refusal: Refusal };

export interface Listening {
  readonly named: readonly Named[];
  /** By id. */
  readonly items: ReadonlyMap<string, ItemAsRead>;
  readonly occasion: CommandOccasion;
}

/** All of a comment, in its order. Each command takes effect as a whole or not at all. */
export function hear(body: string, listening: Listening): Heard[] {
  const { commands, misses } = readCommands(body);
  const choose = chooserOf(listening.named);
  const keys = new Set<string>();
  const heard = commands.map((command) => ({ line: command.line, heard: hearOne(command, { choose, keys }, listening) }));
  const missed = misses.map((refusal) => ({
    line: refusal.line ?? Number.POSITIVE_INFINITY,
    heard: { is: 'refused', refusal } as const,
  }));
  return [...heard, ...missed].toSorted((a, b) => a.line - b.line).map((each) => each.heard);
}

function hearOne(command: Command, { choose, keys }: { choose: Chooser; keys: Set<string> }, listening: Listening): Heard {
  const { verb } = command;
  const chosen = specOf(verb).items === 'none' ? [] : choose(command);
  if (isRefusal(chosen)) return { is: 'refused', refusal: chosen };
  const items = chosen.map(({ item }) => item);
  if (!isSpeaking(verb)) return { is: 'asked', command, items };
  const said = speak({ ...listening, command: { ...command, verb }, chosen });
  if (isRefusal(said)) return { is: 'refused', refusal: said };
  const again = said.statements.find(({ key }) => keys.has(key));
  if (again !== undefined) return { is: 'refused', refusal: saidTwice(command, again, chosen) };
  for (const { key } of said.statements) keys.add(key);
  return { is: 'said', command, items: items.filter(({ id }) => !said.leftOut.includes(id)), said };
}

/** One comment can say a thing of an item once: which of two reasons or ends holds would be anybody's guess. */
function saidTwice({ verb, line }: Command, { item }: Statement, chosen: readonly Chosen[]): Refusal {
  const handle = chosen.find((each) => each.item.id === item)?.item.handle;
  return {
    code: 'command.said-twice',
    message: `this comment says ${verb}${handle === undefined ? '' : ` of ${handle}`} twice; the first counts`,
    remedy: 'Say what is to change in a further comment.',
    verb,
    line,
  };
}
