import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { eventNames, manifestFor } from '../../../src/doors/app/manifest.ts';
import { alwaysSent, events, permissions } from '../../../src/github/manifest.ts';
import { read } from '../../house/sources.ts';
import { tableRows } from '../../house/tables.ts';

const page = read('docs/app.md');

test('app.yml asks for the same, and says why', () => {
  const { url, ...own } = parse(read('app.yml'));
  const { url: _, ...manifest } = manifestFor('');
  expect(own).toEqual(manifest);
  expect(url).toMatch(/^https:\/\//);
  const lines = read('app.yml').split('\n');
  for (const { name, level, why } of permissions) expect(lines).toContain(`  ${name}: ${level} # ${why}`);
  for (const { name, why } of events) expect(lines).toContain(`  - ${name} # ${why}`);
});

test('the page has the same tables', () => {
  expect(tableRows(page, 'What it may do')).toEqual(
    permissions.map(({ name, level, why, without = '' }) => [`\`${name}\``, level, why, without]),
  );
  expect(tableRows(page, 'What it hears of')).toEqual([...events, ...alwaysSent].map(({ name, why }) => [`\`${name}\``, why]));
});

test('it can neither push, nor change workflows, nor administer', () => {
  const { contents, workflows, administration = 'read' } = manifestFor('').default_permissions;
  expect([contents, workflows, administration]).toEqual(['read', undefined, 'read']);
  expect(new Set(eventNames).size).toBe(eventNames.length);
});
