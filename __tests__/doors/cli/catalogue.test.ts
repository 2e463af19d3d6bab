import { expect, test } from '@jest/globals';
import { readCatalogue } from '../../../src/checklist/catalogue.ts';
import { readCatalogueFor } from '../../../src/doors/cli/catalogue.ts';

test('read only when something can mean a control', async () => {
  expect(await readCatalogueFor([{ file: 'a.yml', text: 'format: x' }])).toEqual([]);
  const sources = await readCatalogueFor([{ file: 'a.yml', text: '{ control: x }' }]);
  expect(readCatalogue(sources).size).toBeGreaterThan(0);
});
