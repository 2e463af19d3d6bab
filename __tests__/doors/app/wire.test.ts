import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, type Stage, setIn } from '../../scenarios/app/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ store: 'embedded' });
});

afterAll(() => stage.close());

test('a release that opens has its board and a check that blocks it; the figures tell of it; and it ends well', async () => {
  const story = setIn(stage, 'harbour');
  const pull = await story.open();
  await story.says(pull, 'action_required');
  await story.hasBoard(pull);
  const about = { owner: 'harbour', repo: 'shop', issue_number: pull.number };
  const { data: comments } = await stage.as('wil').issues.listComments(about);
  expect(comments.map(({ body }) => body?.startsWith('<!-- gonogo-board'))).toEqual([true]);

  const metrics = await (await fetch(`${stage.url()}/metrics`)).text();
  expect(metrics).toMatch(/gonogo_deliveries_accepted_total\{event="pull_request"\} [1-9]/);
  expect(metrics).toMatch(/gonogo_tasks_total\{kind="pull",outcome="done"\} [1-9]/);
  expect(metrics).toMatch(/gonogo_platform_calls_total\{operation="pull",outcome="answered"\} [1-9]/);
  expect(metrics).toMatch(/gonogo_checks_written_total\{conclusion="action_required"\} [1-9]/);
  expect(metrics).toContain('gonogo_store_up 1');

  expect([await stage.kill('SIGTERM'), stage.said.join('').includes('"message":"ended"')]).toEqual([0, true]);
});
