import { describe, expect, test } from '@jest/globals';
import { inputs, readInputs } from '../../../src/doors/action/inputs.ts';
import { ProblemError } from '../../../src/ground/problem.ts';

const usual = {
  command: 'check',
  failOn: 'cannot-tell',
  gates: [],
  targets: [],
  tag: undefined,
  folder: '.',
  token: undefined,
  retentionDays: undefined,
  upload: true,
};

test('nothing said is what action.yml says', () => {
  expect(readInputs({})).toEqual(usual);
  const filled = Object.entries(inputs).map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, value]);
  expect(readInputs({ ...Object.fromEntries(filled), INPUT_TOKEN: '' })).toEqual(usual);
});

test('all that can be said', () => {
  const env = {
    INPUT_COMMAND: 'verify',
    'INPUT_FAIL-ON': ' never ',
    INPUT_GATES: 'coverage, tests\ncoverage',
    INPUT_TARGET: 'production staging',
    INPUT_TAG: 'v1.0.0',
    'INPUT_WORKING-DIRECTORY': 'services/api',
    INPUT_TOKEN: 'ghs_x',
    'INPUT_RETENTION-DAYS': '30',
    INPUT_UPLOAD: 'False',
    PATH: '/bin',
  };
  expect(readInputs(env)).toEqual({
    command: 'verify',
    failOn: 'never',
    gates: ['coverage', 'tests'],
    targets: ['production', 'staging'],
    tag: 'v1.0.0',
    folder: 'services/api',
    token: 'ghs_x',
    retentionDays: 30,
    upload: false,
  });
});

describe('what cannot be meant is refused, with what can', () => {
  test.each([
    [{ INPUT_COMMAND: 'chekc' }, /input command is "chekc"/, /check, verify/],
    [{ 'INPUT_FAIL-ON': 'no-go' }, /fail-on/, /cannot-tell, failed, never/],
    [{ INPUT_UPLOAD: 'yes' }, /upload/, /true, false/],
    [{ 'INPUT_RETENTION-DAYS': '0' }, /retention-days/, /1 to 400/],
    [{ 'INPUT_RETENTION-DAYS': '1.5' }, /retention-days/, /1 to 400/],
    [{ 'INPUT_RETENTION-DAYS': 'x' }, /retention-days/, /1 to 400/],
    [{ INPUT_FAIL_ON: 'never' }, /no input fail_on/, /Did you mean fail-on\?/],
    [{ INPUT_WHATEVERITIS: '1' }, /no input whateveritis/, /There are command/],
    // An expression that nobody filled in is no value.
    [{ INPUT_COMMAND: '${{ inputs.command }}' }, /command/, /check, verify/],
  ])('%j', (env, message, remedy) => {
    const read = () => readInputs(env);
    expect(read).toThrow(ProblemError);
    expect(read).toThrow(message);
    try {
      read();
    } catch (error) {
      expect((error as ProblemError).problems[0]?.remedy).toMatch(remedy);
    }
  });
});
