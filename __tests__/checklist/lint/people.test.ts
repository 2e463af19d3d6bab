import { expect, test } from '@jest/globals';
import { keptSignOffs, rolesOf, unmappedRoles, unowned } from '../../../src/checklist/lint/people.ts';
import { reading, whole } from './readings.ts';

test('a role that is nearly there is named', () => {
  const found = unmappedRoles(reading(['{ id: a, title: A, who: { role: secruity } }'], 'people: { security: { team: x/y } }\n'));
  expect(found[0]?.remedy).toMatch(/^Did you mean security\?/);
});

test('whose word counts is an owner too', () => {
  const items = ['{ id: a, title: A, who: { codeowners: true } }', '{ id: b, title: B, who: { write: true } }'];
  expect(unowned(reading(items))[0]?.message).toMatch(/^a required item has no owner/);
  expect(keptSignOffs(reading(items))).toEqual([]);
});

test('roles of proof and owner', () => {
  const [item] = reading(['{ id: a, title: A, owner: { role: x }, signOff: { role: y } }']).policy.checklist.items;
  expect(item && rolesOf(item)).toEqual(['x', 'y']);
});

test('a gate that counts approvals may ask for a role', () => {
  const of = '{ id: a, title: A, gate: reviews, source: { role: z }, limits: { named: 1 } }';
  const [item] = reading([of]).policy.checklist.items;
  expect(item && rolesOf(item)).toEqual(['z']);
});

test.each([
  ['the checklist', ', onPush: keep', '', ''],
  ['the repository', '', 'items: { a: { onPush: keep } }\n', ''],
  ['the baseline', '', '', 'items: { a: { onPush: keep } }\n'],
])('a signature is not kept, though %s says so', (_, item, config, theirs) => {
  const read = (more: string) =>
    whole({
      items: [`{ id: a, title: A, signOff: { role: x }${more} }`],
      config,
      baseline: { config: theirs, items: ['{ title: B }'] },
    });
  expect(keptSignOffs(read(item)).map(({ code }) => code)).toEqual(['lint.keep-on-sign-off']);
});

test('a default for all items says nothing of a signature', () => {
  expect(keptSignOffs(reading(['{ id: a, title: A, signOff: { role: x } }'], 'defaults: { onPush: keep }\n'))).toEqual([]);
});
