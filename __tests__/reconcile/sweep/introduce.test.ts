import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { type Bed, config, openBed } from '../bed.ts';

let bed: Bed;

beforeEach(async () => {
  bed = await openBed();
});

afterEach(() => bed.close());

const tip = () => bed.repo.refs.get('refs/heads/main') ?? '';
const days = (count: number) => bed.clock.advance(count * 86_400_000);

test('the check is shown on the tip of the default branch, so that it can be chosen, and judges nothing', async () => {
  await bed.sweep();
  expect(bed.runs(tip()).map(({ name, conclusion }) => [name, conclusion])).toEqual([['gonogo', 'cancelled']]);
});

test('not again within six days, and then on the tip of that time', async () => {
  await bed.sweep();
  const first = tip();
  await bed.sandbox.as('ada').push(bed.repo, 'main', { 'README.md': 'more\n' });
  days(5);
  await bed.sweep();
  expect([bed.runs(first).length, bed.runs(tip()).length]).toEqual([1, 0]);
  days(2);
  await bed.sweep();
  expect([bed.runs(first).length, bed.runs(tip()).length]).toEqual([1, 1]);
});

test('not where it is required as ours', async () => {
  const required_status_checks = [{ context: 'gonogo', integration_id: bed.gate.id }];
  const rules = [{ type: 'required_status_checks', parameters: { required_status_checks } }];
  addRuleset(bed.sandbox.world, bed.repo, { rules, sender: bed.person('ada') });
  await bed.sweep();
  expect(bed.runs(tip())).toEqual([]);
});

test('not where nothing is asked of the default branch', async () => {
  await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': config.replace('[main]', '[stable]') });
  await bed.sweep();
  expect(bed.runs(tip())).toEqual([]);
});

test('not over an answer that is there', async () => {
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').say(pull, '/gonogo tick backups alerts');
  await bed.work();
  await bed.later(30);
  bed.repo.refs.set('refs/heads/main', pull.pull.headSha);
  await bed.run({ kind: 'repository', key: String(bed.repo.id) });
  expect(bed.runs(pull.pull.headSha)).toHaveLength(1);
});

test('under the name that is in use', async () => {
  await bed.sweep();
  await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/gonogo.yml': `${config}enforcement: observe\n` });
  await bed.sweep();
  expect(bed.runs(tip()).map(({ name }) => name)).toEqual(['gonogo observe']);
});
