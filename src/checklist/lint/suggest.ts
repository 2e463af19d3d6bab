import { gateById } from '../../gates/registry.ts';
import type { Item } from '../model.ts';
import { type GateKeywords, gateKeywords, phrasesIn } from './keywords.ts';
import type { Reading } from './reading.ts';
import { type Mention, mention } from './warning.ts';

/** What an item might mean. Nothing follows from it: one match in four is wrong, and only a person can say which. */
export interface Suggestion {
  readonly item: Mention;
  readonly gate: string;
  readonly gateTitle: string;
  /** The words of the item that were found. */
  readonly words: readonly string[];
  /** The limits that stand in the item, as they were written: whoever binds the gate says which of them are meant. */
  readonly limits: readonly string[];
  readonly example: GateKeywords['example'];
}

/** Items that people tick, whose words are those of a gate. */
export function suggest({ entries }: Pick<Reading, 'entries'>): Suggestion[] {
  return entries.flatMap(({ item }) => suggestionsFor(item));
}

export function suggestionsFor(item: Item): Suggestion[] {
  if (item.proof.by !== 'person') return [];
  const named = new Set([...item.proof.support, ...item.proof.couldBe].map(({ gate }) => gate));
  return gateKeywords.flatMap(({ gate, phrases, unless, example }) => {
    const known = gateById(gate);
    if (known === undefined || named.has(gate)) return [];
    const words = matchedWords(item, phrases, unless);
    if (words.length === 0) return [];
    const limits = item.limits.map(({ text }) => text);
    return [{ item: mention(item), gate, gateTitle: known.title, words, limits, example }];
  });
}

function matchedWords({ title, criteria }: Item, phrases: readonly string[], unless: readonly string[]): string[] {
  const others = new Set(unless);
  const found = [title, ...criteria].flatMap((text) => phrasesIn(text, [...phrases, ...unless]));
  return [...new Set(found)].filter((phrase) => !others.has(phrase));
}
