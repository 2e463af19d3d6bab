import { expect, test } from '@jest/globals';
import { evaluate, filled, holds } from '../../../../src/sandbox/runner/expression/evaluate.ts';
import type { Scope, Value } from '../../../../src/sandbox/runner/expression/values.ts';

const scope: Scope = {
  status: { succeeded: true, failed: false, cancelled: false },
  contexts: {
    github: { event_name: 'push', ref: 'refs/heads/main', event: { pull_request: { labels: [{ name: 'a' }, { name: 'b' }] } } },
    env: { EMPTY: '', N: '3' },
    steps: { one: { outputs: { 'has-dash': 'yes' } } },
  },
};

test.each<[string, Value]>([
  ["github.ref == 'refs/heads/MAIN'", true],
  ["github.event_name != 'push' || github.ref == 'x'", false],
  ["github.event_name == 'push' && 'then' || 'else'", 'then'],
  ["steps.one.outputs.has-dash == 'yes'", true],
  ["steps['one'].outputs['has-dash']", 'yes'],
  ['steps.none.outputs.what', null],
  ['github.event.pull_request.labels[1].name', 'b'],
  ["contains(github.event.pull_request.labels.*.name, 'A')", true],
  ["join(github.event.pull_request.labels.*.name, '+')", 'a+b'],
  ["contains('Hello', 'ELL')", true],
  ["startsWith(github.ref, 'refs/heads/') && endsWith(github.ref, 'main')", true],
  ["format('{0} and {{1}} and {1}', 'a', 2)", 'a and {1} and 2'],
  ['fromJSON(\'{"a":[1,2]}\').a[0]', 1],
  ['toJSON(env.N)', '"3"'],
  ['env.N > 2', true],
  ['!env.EMPTY', true],
  ["'it''s'", "it's"],
  ['null == 0', true],
  ["true == 'true'", false],
  ['0x1F', 31],
  ['-1.5 < 0', true],
  ['(1 == 2) == false', true],
])('%s', (source, value) => {
  expect(evaluate(source, scope)).toEqual(value);
});

test.each([
  ['nothing.x', 'there is no "nothing" here'],
  ['unknown(1)', 'there is no function "unknown"'],
  ["github.ref = 'x'", '"= '],
  ['(1', 'it ends too early'],
  ['1 2', '"2" is not expected here'],
  ["contains('a')", 'is called with 1 arguments'],
  ["fromJSON('{')", 'no JSON'],
  ["format('{3}', 1)", 'no argument {3}'],
  ["hashFiles('**')", 'no files yet'],
])('%s is a problem: %s', (source, message) => {
  expect(() => evaluate(source, scope)).toThrow(message);
});

test('in a text, and alone with its kind', () => {
  expect(filled('on ${{ github.event_name }}, ${{ env.N }}', scope)).toBe('on push, 3');
  expect(filled('${{ fromJSON(env.N) }}', scope)).toBe(3);
  expect(filled("${{ format('}}') }}", scope)).toBe('}');
  expect(filled('plain', scope)).toBe('plain');
});

test('a condition needs what came before to be well, unless it speaks of that itself', () => {
  const after = (status: Partial<Scope['status']>): Scope => ({ ...scope, status: { ...scope.status, ...status } });
  const failed = after({ succeeded: false, failed: true });
  const cancelled = after({ succeeded: false, cancelled: true });
  expect(holds(undefined, scope)).toBe(true);
  expect(holds(undefined, failed)).toBe(false);
  expect(holds("github.event_name == 'push'", failed)).toBe(false);
  expect(holds("failure() && github.event_name == 'push'", failed)).toBe(true);
  expect(holds('${{ always() }}', failed)).toBe(true);
  expect(holds('!cancelled()', failed)).toBe(true);
  expect(holds('!cancelled()', cancelled)).toBe(false);
  expect(holds('failure()', cancelled)).toBe(false);
  expect(holds("github.ref == 'failure()'", failed)).toBe(false);
});
