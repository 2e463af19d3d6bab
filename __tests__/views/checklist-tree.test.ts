import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/checklist/config.ts';
import { understand } from '../../src/checklist/lint/reading.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { checklistTree } from '../../src/views/checklist-tree.ts';
import { checklistView } from '../../src/views/checklist-view.ts';
import { columnsOf } from '../../src/views/width.ts';
import { plainSheet, reading } from './readings.ts';

test('the phase of a section stands once, what is unusual beside its item', () => {
  const shown = checklistTree(checklistView(reading, { effective: false }), plainSheet);
  expect(shown).toMatch(
    /\n\nSecurity {2}merge\n {2}Transport\n {4}☐ TLS 1\.2 or newer .*line 7\n {4}☐ CDN \(if needed\) .*may · line 8\n/,
  );
  expect(shown).toMatch(/\nFirst week {2}week\n/);
  expect(shown).toMatch(/1 criterion · line 12\n$/);
});

test.each([[40], [80], [120]])('foreign text does nothing, in %d columns', (width) => {
  for (const effective of [false, true]) {
    const shown = checklistTree(checklistView(reading, { effective }), { ...plainSheet, width });
    expect(shown).not.toMatch(/(?!\n)\p{Cc}|\u202e|^\s*::/mu);
    expect(Math.max(...shown.split('\n').map(columnsOf))).toBeLessThanOrEqual(width);
  }
});

test('what a component asks stands below its name, which says when', () => {
  const config = readConfig({ file: 'c.yml', text: 'version: 1\ncomponents: { api: { paths: [a], checklist: ./own.yml } }\n' });
  const own = readChecklist({
    file: 'own.yml',
    text: 'format: gonogo/checklist/1\ntitle: Own\nitems: [{ id: up, title: Up }, { title: Hot, when: { labels: [hot] } }]\n',
  });
  const shared = understand({ config, checklists: [], components: { api: [own] }, commit: 'c' });
  const text = checklistTree(checklistView(shared, { effective: false }), plainSheet);
  expect(text).toMatch(
    /\n\napi {2}when it is touched\n {2}☐ Up +api\.up · line 3\n {2}☐ Hot +when it has the label hot · line 3\n$/,
  );
});
