import { expect, test } from '@jest/globals';
import { codePage } from '../../../src/sandbox/page/code.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { addRepo } from '../../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';
import { viewAs } from './visit.ts';

const { world, repo, acme, person } = town();

test('files, what the read-me says, and the rules', () => {
  addRuleset(world, repo, { name: 'main', rules: [{ type: 'pull_request' }], sender: person('ada') });
  const shown = show(codePage(viewAs(world, 'rea'), repo));
  expect(shown).toContain('<code>README.md</code>');
  expect(shown).toContain('<h1>Shop</h1>');
  expect(shown).toContain('For ~DEFAULT_BRANCH: pull request');
  expect(shown).toContain('rea has the role read and needs write.');
});

test('nothing there yet', () => {
  expect(show(codePage(viewAs(world, 'ada'), addRepo(world, { owner: acme.account, name: 'new' })))).toContain(
    'Nothing was pushed yet.',
  );
});
