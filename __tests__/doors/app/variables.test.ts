import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import { variableNames, variableOf, variables } from '../../../src/doors/app/variables.ts';
import { filesUnder, read } from '../../house/sources.ts';
import { tableRows } from '../../house/tables.ts';

test('.env.example explains them all, and sets none', () => {
  const text = read('.env.example');
  expect(parseEnv(text)).toEqual({});
  const blocks = text.split('\n\n').slice(1);
  expect(blocks.map((block) => block.trim())).toEqual(
    variableNames.map((name) => {
      const { about, default: usual, example } = variableOf(name);
      return `# ${about}\n# ${name}=${usual ?? example ?? ''}`;
    }),
  );
});

test('the page has the same table', () => {
  expect(tableRows(read('docs/app.md'), 'Settings')).toEqual(
    variableNames.map((name) => {
      const { about, default: usual } = variableOf(name);
      return [`\`${name}\``, usual === undefined ? '' : `\`${usual}\``, about];
    }),
  );
});

test('the code reads each of them, and no other', () => {
  const code = filesUnder('src/doors/app', '.ts')
    .filter((file) => !file.endsWith('variables.ts'))
    .map(read)
    .join('\n');
  expect(variableNames.filter((name) => !code.includes(`'${name}'`))).toEqual([]);
  expect(variables.length).toBe(new Set(variableNames).size);
  expect(code).not.toMatch(/process\.env\.|process\.env\[/);
});
