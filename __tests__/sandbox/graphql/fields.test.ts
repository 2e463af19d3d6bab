import { expect, test } from '@jest/globals';
import { isInterfaceType, isObjectType } from 'graphql';
import { schema } from '../../../src/sandbox/graphql/execute.ts';
import { kept } from '../../../src/sandbox/graphql/fields.ts';

test('the schema holds the fields that are kept, and no others', () => {
  const types = Object.values(schema().getTypeMap()).flatMap((type) =>
    !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)) ? [type] : [],
  );
  const fields = Object.fromEntries(types.map((type) => [type.name, Object.keys(type.getFields()).toSorted()]));
  // A union has no fields of its own.
  const wanted = Object.entries(kept).filter(([, names]) => names.length > 0);
  expect(fields).toEqual(Object.fromEntries(wanted.map(([name, names]) => [name, names.toSorted()])));
});
