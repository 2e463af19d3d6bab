import { expect, test } from '@jest/globals';
import { gatePage, indexPage } from '../../scripts/gate-page.ts';
import { defineGate, type Gate } from '../../src/gates/engine/contract.ts';
import { s } from '../../src/gates/engine/schema.ts';

const gate: Gate = defineGate({
  id: 'tide',
  title: 'The tide | is low',
  about: 'Asks the harbour.',
  needs: ['target', 'platform'],
  keeps: { hours: 6 },
  source: s.object({}),
  limits: s.object(
    {
      metres: s.number({ minimum: 0, tightens: 'lower', description: 'How high it\nmay stand | at most.' }),
      places: s.optional(s.array(s.text(), { default: ['pier'], tightens: 'superset' })),
    },
    { description: 'As the harbour says.' },
  ),
  evidence: s.object({ metres: s.number() }),
  collect: () => Promise.resolve({ metres: 1 }),
  judge: () => ({ result: 'cannot-tell', summary: 'fog', measured: [], findings: [], remedy: 'Wait.' }),
});

test('the page of a gate says what it needs, collects and judges', () => {
  expect(gatePage(gate)).toBe(`<!-- Written by npm run docs out of the gate itself. -->

# tide: The tide | is low

Asks the harbour.

- **Needs** a live address that the policy names, the API of the forge.
- **Evidence counts** for its own commit, and for 6 hours at most.

## \`source\`: what it collects

Nothing can be set.

## \`limits\`: how it judges

As the harbour says.

| field | value | default | stricter is | meaning |
| --- | --- | --- | --- | --- |
| \`metres\` | number, at least 0 | must be given | a lower value | How high it may stand \\| at most. |
| \`places\` | list of: text | \`["pier"]\` | more entries |  |
`);
});

test('evidence of a commit counts as long as the commit stands', () => {
  expect(gatePage({ ...gate, needs: [], keeps: 'commit' })).toContain(
    '- **Needs** nothing.\n- **Evidence counts** for its own commit, as long as that stands.\n',
  );
});

test('the index links every page', () => {
  expect(indexPage([gate])).toContain('| [`tide`](tide.md) | The tide \\| is low | target, platform |');
});
