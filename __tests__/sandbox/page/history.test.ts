import { expect, test } from '@jest/globals';
import { history } from '../../../src/sandbox/page/history.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { addComment, editComment, removeEditContent } from '../../../src/sandbox/state/issues.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

const here = town();
const { world, person } = here;
const pull = here.pull('next');
const said = addComment(world, pull, { body: 'one\n', author: person('rea') });

test('the newest first, each with what it changed and who did it', () => {
  expect(show(history(viewAs(world, 'wil'), pull, said))).toContain('It was never edited.');
  editComment(world, said, { body: 'two\n', sender: person('wil') });
  editComment(world, said, { body: 'two\n<script>x</script>\n', sender: person('max') });
  const shown = show(history(viewAs(world, 'wil'), pull, said));
  expect([...shown.matchAll(/<h2><a[^>]*>(\w+)<\/a> (\w+)/g)].map(([, who, did]) => `${who} ${did}`)).toEqual([
    'max edited',
    'wil edited',
    'rea wrote',
  ]);
  expect(shown).toContain('<span class="del">-one');
  expect(shown).toContain('<span class="add">+&lt;script&gt;');
  expect(dangers(shown)).toEqual([]);
});

test('what was deleted is gone, that it was there is not', () => {
  for (const edit of said.edits.slice(1, 2)) removeEditContent(world, edit, person('ada'));
  const shown = show(history(viewAs(world, 'rea'), pull, said));
  expect(shown).toContain('The content was deleted from the history by ada.');
  expect(shown).toContain('What it was before was deleted.');
});

test('only the last fifty', () => {
  for (let at = 0; at < 60; at++) editComment(world, said, { body: `${at}`, sender: person('wil') });
  const shown = show(history(viewAs(world, 'tri'), pull, said));
  expect(shown.match(/<li>/g)).toHaveLength(50);
  expect(shown).toContain('13 older ones are not shown.');
  expect(shown).toContain('tri has the role triage');
});
