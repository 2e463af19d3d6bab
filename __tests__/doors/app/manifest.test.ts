import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { eventNames, events, manifestFor, permissions } from '../../../src/doors/app/manifest.ts';
import { read } from '../../house/sources.ts';
import { tableRows } from '../../house/tables.ts';

const page = read('docs/app.md');

test('app.yml asks for the same, and says why', () => {
  const { url, ...own } = parse(read('app.yml'));
  const { url: _, ...manifest } = manifestFor('');
  expect(own).toEqual(manifest);
  expect(url).toMatch(/^https:\/\//);
  const lines = read('app.yml').split('\n');
  for (const { name, access, why } of permissions) expect(lines).toContain(`  ${name}: ${access} # ${why}`);
  for (const { name, why } of events) expect(lines).toContain(`  - ${name} # ${why}`);
});

test('the page has the same tables', () => {
  expect(tableRows(page, 'What it may do')).toEqual(
    permissions.map(({ name, of, access, why }) => [`\`${name}\``, of, access, why]),
  );
  expect(tableRows(page, 'What it hears of')).toEqual(events.map(({ name, why }) => [`\`${name}\``, why]));
});

test('it can neither push, nor change workflows, nor administer', () => {
  const writes = permissions.filter(({ access }) => access === 'write').map(({ name }) => name);
  expect(writes).toEqual(['checks', 'issues', 'pull_requests', 'statuses']);
  expect(permissions.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['administration']));
  expect(new Set(eventNames).size).toBe(eventNames.length);
});
