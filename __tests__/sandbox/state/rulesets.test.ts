import { expect, test } from '@jest/globals';
import { addRuleset, changeRuleset, removeRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';

test('are made, changed and removed, and each is told', () => {
  const { world, repo, person } = town();
  const heard: (string | undefined)[] = [];
  world.listeners.push(({ event, action }) => heard.push(`${event}.${action}`));
  const sender = person('ada');
  const ruleset = addRuleset(world, repo, { name: 'main', sender });
  changeRuleset(world, ruleset, { enforcement: 'disabled', sender });
  expect(ruleset).toMatchObject({ name: 'main', enforcement: 'disabled', include: ['~DEFAULT_BRANCH'] });
  removeRuleset(world, ruleset, sender);
  expect(repo.rulesets.size).toBe(0);
  expect(heard).toEqual(['repository_ruleset.created', 'repository_ruleset.edited', 'repository_ruleset.deleted']);
});

test('do not expect an App that cannot be', () => {
  const { world, repo, person, gate } = town();
  const rules = (id: number) => [
    { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'c', integration_id: id }] } },
  ];
  expect(() => addRuleset(world, repo, { rules: rules(1), sender: person('ada') })).toThrow('Validation Failed');
  expect(addRuleset(world, repo, { rules: rules(gate.id), sender: person('ada') }).rules).toHaveLength(1);
});
