import { expect, test } from '@jest/globals';
import { isInterfaceType, isObjectType } from 'graphql';
import { schema } from '../../../src/sandbox/graphql/execute.ts';
import { kept } from '../../../src/sandbox/graphql/fields.ts';

test('the schema holds the fields that are kept, and no others', () => {
  const types = Object.values(schema().getTypeMap()).flatMap((type) =>
    !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)) ? [type] : [],
  );
  const fields = Object.fromEntries(types.map((type) => [type.name, Object.keys(type.getFields()).toSorted()]));
  expect(fields).toEqual(Object.fromEntries(Object.entries(kept).map(([name, names]) => [name, names.toSorted()])));
});
