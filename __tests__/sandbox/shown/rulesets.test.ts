import { expect, test } from '@jest/globals';
import { viewRuleset } from '../../../src/sandbox/shown/rulesets.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';

test('a ruleset shows where it holds and who may bypass it', () => {
  const { world, repo, person } = town();
  const bypass = [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }];
  const ruleset = addRuleset(world, repo, { name: 'main', exclude: ['refs/heads/x'], bypass, sender: person('ada') });
  expect(viewRuleset(world, ruleset)).toMatchObject({
    name: 'main',
    source: 'acme/shop',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: ['refs/heads/x'] } },
    bypass_actors: bypass,
  });
});
