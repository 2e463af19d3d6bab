import type { Item } from '../model.ts';
import { lastingPhrases, phrasesIn, softPhrases } from './keywords.ts';
import type { Reading } from './reading.ts';
import { suggestionsFor } from './suggest.ts';
import { aboutItems, type Mention, type Mentions, mention, type Warning } from './warning.ts';

/** Beyond that, boxes are ticked without a look. */
export const mostBoxes = 40;

/** More boxes than anybody answers with care, and which of them could be something else. */
export function manyBoxes({ policy }: Reading): Warning[] {
  const boxes = policy.checklist.items.filter(isAskedEachTime);
  if (boxes.length <= mostBoxes) return [];
  return aboutItems(
    boxes,
    {
      code: 'lint.many-boxes',
      message: `${boxes.length} boxes are to be ticked for each release; beyond ${mostBoxes}, boxes are ticked without a look`,
      remedy:
        'Let gates prove what they can, let stand what outlives a release, make `should` or `may` what no release waits for, ' +
        'and say with `when` what is only needed now and then.',
    },
    candidatesAmong(boxes),
  );
}

/** Required, a person's, without a condition, and not only when something went wrong. */
function isAskedEachTime({ level, proof, asked, when, phase, notApplicable }: Item): boolean {
  const isOpen = level === 'must' && proof.by === 'person' && notApplicable === undefined;
  return isOpen && asked === 'each-release' && when === undefined && phase !== 'rollback';
}

type Kind = (item: Item) => Mention | undefined;

/** Each item stands once, where it helps most. */
function candidatesAmong(boxes: readonly Item[]): Mentions[] {
  const kinds: readonly (readonly [what: string, kind: Kind])[] = [
    ['could be proved by a gate', provable],
    ['could stand for a while', lasting],
    ['could be `should`', soft],
  ];
  let left = boxes;
  return kinds.flatMap(([what, kind]) => {
    const found = left.flatMap((item) => kind(item) ?? []);
    const taken = new Set(found.map(({ id }) => id));
    left = left.filter(({ id }) => !taken.has(id));
    return found.length === 0 ? [] : [{ what, items: found }];
  });
}

function provable(item: Item): Mention | undefined {
  const [named] = item.proof.by === 'person' ? item.proof.couldBe : [];
  if (named !== undefined) return mention(item, `names the gate ${named.gate}, which is not set up`);
  const [meant] = suggestionsFor(item);
  return meant && mention(item, `says ${quoted(meant.words)}: perhaps the gate ${meant.gate}`);
}

/** What is verified after a release never stands. */
function lasting(item: Item): Mention | undefined {
  const [word] = phrasesIn(item.title, lastingPhrases);
  const canStand = item.phase === 'merge' || item.phase === 'deploy';
  return word !== undefined && canStand ? mention(item, `says ${quoted([word])}: what is set up outlives a release`) : undefined;
}

function soft(item: Item): Mention | undefined {
  const [word] = phrasesIn(item.title, softPhrases);
  return word === undefined ? undefined : mention(item, `says ${quoted([word])}: asked for, and a release need not wait`);
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' and ');
}
