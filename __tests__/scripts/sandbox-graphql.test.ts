import { expect, test } from '@jest/globals';
import { cutSchema } from '../../scripts/sandbox-graphql.ts';

const source = `
"""Words."""
type Query { a(by: Order): A @deprecated(reason: "x") b: B }
type A implements Node & Other { id: ID! b: B at: When kind: Kind }
interface Node { id: ID! }
interface Other { id: ID! }
type B { id: ID! }
scalar When
enum Kind { ONE TWO }
input Order { field: Kind! }
`;

test('keeps the fields that are named, and what they are made of', () => {
  const cut = cutSchema(source, { Query: ['a'], A: ['id', 'at'], Node: ['id'] });
  for (const there of ['a(by: Order): A', 'type A implements Node {', 'scalar When', 'input Order', 'enum Kind'])
    expect(cut).toContain(there);
  for (const gone of ['Words', 'deprecated', 'type B', 'Other', 'kind: Kind\n}']) expect(cut).not.toContain(gone);
});

test('names what cannot be kept', () => {
  expect(() => cutSchema(source, { C: ['id'] })).toThrow("GitHub's schema has no type C.");
  expect(() => cutSchema(source, { B: ['name'] })).toThrow("GitHub's schema has no B.name.");
  expect(() => cutSchema(source, { Query: ['b'] })).toThrow('B is named, but not kept.');
});
