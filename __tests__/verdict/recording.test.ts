import { describe, expect, test } from '@jest/globals';
import { parseJson } from '../../src/gates/engine/json-text.ts';
import type { Json } from '../../src/ground/json.ts';
import { type Recording, readRecording, replay, writeRecording } from '../../src/verdict/recording.ts';
import { problemsOfCall } from '../checklist/problems-of-call.ts';
import { byGate, bySignOff, coverage, facts, item, now, policy, pullRequest, say, verdictOf } from './cases.ts';

const items = [
  item('a', { when: { paths: ['src/**'] }, asked: { standing: { lasts: 90, voidIfChanged: [] } } }),
  item('g', { proof: byGate, notApplicable: { reason: 'r', until: '2026-01-01T00:00:00Z' } }),
  item('s', { proof: bySignOff, onPush: { resetIfChanged: ['x'] } }),
  item('all', { proof: { by: 'items', of: 'all-above' } }),
];
const statements = [
  say('tick', items[0]),
  say('waive', items[1], { reason: 'r', until: '2026-12-01T00:00:00Z', covers: [{ finding: 'lines', value: 70 }] }),
];
const recording: Recording = {
  format: 'gonogo/recording/1',
  subject: pullRequest,
  scope: 'all',
  policy: policy(items),
  evidence: [coverage(90), { ...coverage(90), run: { id: 1, attempt: 2, path: '.github/workflows/ci.yml' } }],
  statements,
  facts: { ...facts, commits: { bbbb: { tree: 't', changeSet: null, changedSince: ['x'] } } },
  now,
  verdict: verdictOf({ items }),
};

test('a recording is read back as it was written, and judged as it was', () => {
  const read = readRecording(writeRecording(recording), 'r.json');
  expect(read).toEqual(recording);
  const { policy: judgedBy, evidence, facts: known } = recording;
  expect(replay(read)).toEqual(verdictOf({ policy: judgedBy, evidence, statements, facts: known }));
});

describe('a recording that was cut or edited is refused, with the place', () => {
  const text = writeRecording(recording);

  test.each([0, 1, 100, text.length - 3])('cut after %i characters', (length) => {
    const [problem] = problemsOfCall(() => readRecording(text.slice(0, length), 'r.json'));
    expect(problem).toMatchObject({ file: 'r.json', line: expect.any(Number), column: expect.any(Number) });
  });

  test.each<[string, (value: Record<string, Json>) => Json, string | undefined]>([
    ['another format', (value) => ({ ...value, format: 'gonogo/recording/2' }), 'format'],
    ['no facts', (value) => ({ ...value, facts: null }), 'facts'],
    ['a time without zone', (value) => ({ ...value, now: '2026-11-21T12:00:00' }), 'now'],
    [
      'an act nobody knows',
      (value) => ({ ...value, statements: [{ ...statements[0], act: 'bless' }] as unknown as Json }),
      'statements.0.act',
    ],
    ['a key nobody knows', (value) => ({ ...value, trusted: true }), 'trusted'],
    ['a list', () => [], undefined],
  ])('%s', (_, change, path) => {
    const changed = JSON.stringify(change(parseJson(text, 'r.json') as Record<string, Json>));
    const problems = problemsOfCall(() => readRecording(changed, 'r.json'));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({ code: 'recording.shape', file: 'r.json', remedy: expect.any(String) });
    if (path !== undefined) expect(problems.map((problem) => problem.path)).toContain(path);
  });
});

test('an item that was loosened by hand is found by its digest, and one that is too deep has none', () => {
  const [first, ...rest] = items;
  const nested = JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`) as Json;
  const deep = { ...items[1], proof: { ...byGate, use: { ...byGate.use, source: nested } } };
  for (const [at, changed] of [
    [{ ...first, level: 'may' }, ...rest],
    [first, deep, ...rest.slice(1)],
  ].entries()) {
    const edited = JSON.stringify({ ...recording, policy: { ...recording.policy, checklist: { title: 'T', items: changed } } });
    expect(problemsOfCall(() => readRecording(edited, 'r.json'))).toMatchObject([
      { path: `policy.checklist.items.${at}`, file: 'r.json' },
    ]);
  }
});
