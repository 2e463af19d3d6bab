import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/doors/cli/arguments.ts';
import { ProblemError } from '../../../src/ground/problem.ts';

function problemOf(argv: readonly string[]): string {
  try {
    readArguments(argv);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [problem] = error.problems;
    expect(problem?.code).toBe('cli.usage');
    return `${problem?.message} / ${problem?.remedy}`;
  }
  return 'no problem';
}

describe('what is understood', () => {
  test.each([
    [['check'], { command: 'check' }],
    [['check', 'api'], { command: 'check', operands: ['api'] }],
    [['check', '--json', '--machine', '--json'], { command: 'check', switches: new Set(['json', 'machine']) }],
    [
      ['check', '--record', 'a', '--summary=b=c'],
      {
        command: 'check',
        values: new Map([
          ['record', 'a'],
          ['summary', 'b=c'],
        ]),
      },
    ],
    [['check', '--record=-'], { command: 'check', values: new Map([['record', '-']]) }],
    [['check', '--', '--help'], { command: 'check', operands: ['--help'] }],
    [['replay', 'a.json', '--no-color'], { command: 'replay', operands: ['a.json'], switches: new Set(['no-color']) }],
    [['read', '--format', 'lcov', 'x'], { command: 'read', operands: ['x'], values: new Map([['format', 'lcov']]) }],
    [['--version'], { command: 'version' }],
    [['-V'], { command: 'version' }],
    [['version'], { command: 'version' }],
    [['help'], { command: 'help' }],
    [['--help'], { command: 'help' }],
    [['-h', 'check'], { command: 'help', operands: ['check'] }],
    [['help', 'read'], { command: 'help', operands: ['read'] }],
    [['check', '--record', '--help'], { command: 'help', operands: ['check'] }],
    [['read', '-h'], { command: 'help', operands: ['read'] }],
  ])('%j', (argv, asked) => {
    expect(readArguments(argv)).toEqual({ operands: [], switches: new Set(), values: new Map(), ...asked });
  });
});

describe('what is not understood', () => {
  test.each([
    [[], 'no command is given / Most people want gonogo check. gonogo --help lists what there is.'],
    [['chekc'], 'there is no command chekc / Did you mean gonogo check? gonogo --help lists what there is.'],
    [['frobnicate'], 'there is no command frobnicate / gonogo --help lists what there is.'],
    [
      ['--json', 'check'],
      '--json is no option of gonogo / Name a command first: gonogo check. gonogo --help lists what there is.',
    ],
    [['check', '--jsno'], 'gonogo check has no option --jsno / Did you mean --json? gonogo check --help lists what there is.'],
    [
      ['probe', 'headers'],
      'gonogo probe needs an ADDRESS / Write gonogo probe headers ADDRESS. gonogo probe --help lists what there is.',
    ],
    [
      ['explain'],
      'gonogo explain needs an ITEM / Write gonogo explain ITEM [CHECKLIST]. gonogo explain --help lists what there is.',
    ],
    [['check', '-x'], 'gonogo check has no option -x / gonogo check --help lists what there is.'],
    [
      ['check', '--record'],
      '--record needs a FILE / Write --record FILE or --record=FILE. gonogo check --help lists what there is.',
    ],
    [
      ['check', '--record='],
      '--record needs a FILE / Write --record FILE or --record=FILE. gonogo check --help lists what there is.',
    ],
    // Otherwise --json would be lost as the name of a file.
    [
      ['check', '--record', '--json'],
      '--record needs a FILE / Write --record FILE or --record=FILE. gonogo check --help lists what there is.',
    ],
    [['check', '--json=yes'], '--json takes no value / Write --json alone. gonogo check --help lists what there is.'],
    [
      ['check', '--record', 'a', '--record', 'b'],
      '--record is given twice / Give it once. gonogo check --help lists what there is.',
    ],
    [
      ['check', 'a', 'b'],
      'gonogo check does not know what to do with b / Leave it out. gonogo check --help lists what there is.',
    ],
    [
      ['check', ''],
      'gonogo check was given an empty name / See whether a variable in the command is empty. gonogo check --help lists what there is.',
    ],
    [['read'], 'gonogo read needs a FILE / Write gonogo read FILE. gonogo read --help lists what there is.'],
    [
      ['replay', '--json'],
      'gonogo replay needs a RECORDING / Write gonogo replay RECORDING. gonogo replay --help lists what there is.',
    ],
    [['read', 'x', '--machine'], 'gonogo read has no option --machine / gonogo read --help lists what there is.'],
    [['check', '--__proto__'], 'gonogo check has no option --__proto__ / gonogo check --help lists what there is.'],
    [['constructor'], 'there is no command constructor / gonogo --help lists what there is.'],
  ])('%j', (argv, said) => {
    expect(problemOf(argv)).toBe(said);
  });
});
