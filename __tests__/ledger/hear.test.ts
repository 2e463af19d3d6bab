import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Heard, hear } from '../../src/ledger/hear.ts';
import { items, named, occasion } from './named-items.ts';

const listen = (body: string) => hear(body, { named, items, occasion });

function shown(heard: Heard): string {
  if (heard.is === 'refused') return `${heard.refusal.line} ${heard.refusal.code}`;
  const what = heard.items.map(({ handle }) => handle).join(' ');
  return `${heard.is} ${heard.command.verb} ${what}`.trim();
}

test('all of a comment in its order', () => {
  const body = `Nice work.
/gonogo tick db-1..db-3
/gonogo status
/gonogo tik db-1
> /gonogo tick db-4

/gonogo explain db-1 test-1
/gonogo waive db-2 until: 1d reason: x
/gonogo tick db-77 db-4
/gonogo sign db-1
- /gonogo hold
`;
  expect(listen(body).map(shown)).toEqual([
    'said tick db-1 db-3',
    'asked status',
    '4 command.unknown-verb',
    'asked explain db-1 test-1',
    'said waive db-2',
    '9 command.unknown-item',
    '10 command.unfit-item',
    '11 command.misplaced',
  ]);
});

describe('one comment says a thing once', () => {
  test.each<[string, string[]]>([
    ['/gonogo tick db-1\n/gonogo tick db-1', ['said tick db-1', '2 command.said-twice']],
    ['/gonogo hold a\n/gonogo hold b', ['said hold', '2 command.said-twice']],
    ['/gonogo tick db-1\n/gonogo untick db-1', ['said tick db-1', 'said untick db-1']],
    [
      '/gonogo tick db-1\n/gonogo tick db-3 db-1\n/gonogo tick db-3',
      ['said tick db-1', '2 command.said-twice', 'said tick db-3'],
    ],
  ])('%j', (body, expected) => {
    expect(listen(body).map(shown)).toEqual(expected);
  });
});

/** Pieces of a comment, and whether a command that stands there is seen. `N` is where the item goes. */
const places: readonly (readonly [boolean, string])[] = [
  [true, '/gonogo tick N'],
  [true, 'Looks good.\n/gonogo tick N'],
  [true, '/gonogo tick N\nThanks!'],
  [true, ' /gonogo tick N reason: seen'],
  [true, '## Done\n/gonogo tick N'],
  [false, '> /gonogo tick N'],
  [false, '> > - /gonogo tick N\n> text'],
  [false, '```\n/gonogo tick N\n```'],
  [false, '~~~~\n```\n/gonogo tick N\n~~~~'],
  [false, '- item\n  ```\n  /gonogo tick N\n  ```'],
  [false, '    /gonogo tick N'],
  [false, 'see `/gonogo tick N`'],
  [false, 'I would say /gonogo tick N'],
  [false, '<!-- /gonogo tick N -->'],
  [false, '<!--\n/gonogo tick N\n\n/gonogo tick N\n-->'],
  [false, '<details><summary>x</summary>\n\n/gonogo tick N\n\n</details>'],
  [false, '<div>\n/gonogo tick N\n</div>'],
  [false, '- one\n- /gonogo tick N'],
  [false, '| a | b |\n| - | - |\n| /gonogo tick N | |'],
  [false, '[text\n/gonogo tick N\n](https://example.org)'],
];
const piece = fc.oneof(
  fc.constantFrom(...places),
  fc
    .constantFrom('text', '- a\n- b', '> quote', '***', '<!-- note -->', '1. x\n\n   y', '`code`', '# h', '')
    .map((text) => [false, text] as const),
);
const many = Array.from({ length: 40 }, (_, at) => ({ id: `i${at}`, handle: `x-${at}`, title: 'x', sections: [] }));
const asked = new Map(many.map(({ id }) => [id, { digest: 'd', by: 'person', locked: false } as const]));

test('exactly the commands that were put where people see them, with either end of line', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const body = pieces.map(([, text], at) => text.replaceAll('N', `x-${at}`)).join('\n\n');
      const wanted = pieces.flatMap(([isSeen], at) => (isSeen ? [`i${at}`] : []));
      const read = (text: string) => hear(text, { named: many, items: asked, occasion });
      const ticked = read(body).flatMap((heard) => (heard.is === 'said' ? heard.said.statements.map(({ item }) => item) : []));
      expect(ticked).toEqual(wanted);
      expect(read(body.replaceAll('\n', '\r\n'))).toEqual(read(body));
    }),
  );
});
