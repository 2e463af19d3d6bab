import { describe, expect, test } from '@jest/globals';
import { filesOf, newTally } from '../../../src/gates/reports/coverage-tally.ts';
import { addLcov } from '../../../src/gates/reports/lcov.ts';
import { factsOf } from '../../../src/gates/reports/lcov-tally.ts';
import { problemsOf } from '../problems.ts';
import { textSource } from './text-source.ts';

async function read(text: string, pieceBytes?: number) {
  const tally = newTally();
  const metrics = await addLcov(textSource(text, pieceBytes), tally);
  return { facts: factsOf(tally), files: filesOf(tally), doubts: tally.doubts.list(), metrics: [...metrics] };
}

const report = `# made by a tool
TN:unit
SF:src/a.ts
FN:1,open
FNDA:2,open
FNF:1
FNH:1
DA:1,2
DA:2,0
LF:2
LH:1
BRDA:1,0,0,2
BRDA:1,0,1,-
BRF:2
BRH:1
end_of_record

TN:
SF:src\\b.ts
DA:4,1,hQIDAQAB
end_of_record
`;

const facts = {
  files: 2,
  LF: 2,
  LH: 1,
  line_pct: 50,
  DA_lines: 3,
  DA_hit: 2,
  DA_pct: 66.67,
  BRF: 2,
  BRH: 1,
  FNF: 1,
  FNH: 1,
  func_pct: 100,
};

describe('a report', () => {
  test.each([
    ['as it is', report],
    ['with line ends of Windows', report.replaceAll('\n', '\r\n')],
    ['without a last line end', report.trimEnd()],
    ['with blanks around', `\n${report.replaceAll('\n', '  \n')}\n\n`],
  ])('%s', async (_name, text) => {
    const read1 = await read(text);
    expect(read1.facts).toMatchObject(facts);
    expect(read1.files.map(({ path }) => path)).toEqual(['src/a.ts', 'src\\b.ts']);
    expect(read1.doubts).toEqual([]);
    expect(read1.metrics).toEqual(['lines', 'branches', 'functions']);
  });

  test('in pieces of any size', async () => {
    const whole = await read(report, 1000);
    for (const size of [1, 2, 3, 5, 11, 64]) expect(await read(report, size)).toEqual(whole);
  });

  test('that lists no branches and no functions counts none', async () => {
    expect(await read('SF:a\nDA:1,1\nend_of_record\n')).toMatchObject({ metrics: ['lines'] });
    expect(await read('SF:a\nBRF:0\nFNF:0\nend_of_record\n')).toMatchObject({ metrics: ['lines', 'branches', 'functions'] });
  });

  test('with lines of a kind that is not known is doubted', async () => {
    expect(await read('SF:a\nDA:1,1\nXYZ:1\nend_of_record\n')).toMatchObject({
      doubts: ['there are lines of the unknown kind XYZ'],
    });
  });

  test('whose records do not share lines, although they share memory', async () => {
    const long = Array.from({ length: 2000 }, (_, at) => `DA:${at + 1},1`).join('\n');
    const { files } = await read(`SF:a\n${long}\nend_of_record\nSF:b\nDA:1500,0\nend_of_record\n`);
    expect(files.map(({ counts }) => counts.lines)).toEqual([
      { covered: 2000, total: 2000 },
      { covered: 0, total: 1 },
    ]);
  });
});

describe('it is a problem', () => {
  test.each([
    ['that it is cut', 'SF:a\nDA:1,1\n', 2, 'ends inside the record of a'],
    ['that a record has no end', 'SF:a\nDA:1,1\nSF:b\nend_of_record\n', 3, 'record of a has no end'],
    ['that a record has no start', 'TN:\nend_of_record\n', 2, 'has not begun'],
    ['that it names no source', 'TN:\n', 1, 'names no source file'],
    ['that a source has no name', 'SF: \nend_of_record\n', 1, 'SF names no file'],
    ['that a line stands outside of a record', 'TN:\nDA:1,1\n', 2, 'DA stands outside'],
    ['that a line is none of it', 'SF:a\nDA:1,1\nhello\nend_of_record\n', 3, 'no line of an lcov report'],
    ['that a web page stands in it', 'SF:a\n<html>\nend_of_record\n', 2, 'no line of an lcov report'],
    ['that a count is none', 'SF:a\nDA:1,one\nend_of_record\n', 2, 'DA needs a line number and a count'],
    ['that more is hit than there is', 'SF:a\nDA:1,1\nLF:1\nLH:3\nend_of_record\n', 5, 'LH 3 of LF 1'],
  ])('%s', async (_name, text, line, message) => {
    const [problem] = await problemsOf(() => read(text));
    expect(problem).toMatchObject({ code: 'lcov.broken', file: 'report', line, message: expect.stringContaining(message) });
    expect(problem?.remedy).toContain('make it again');
  });

  test('that the second of two reports names no source', async () => {
    const tally = newTally();
    await addLcov(textSource(report), tally);
    expect(await problemsOf(() => addLcov(textSource('TN:\n'), tally))).toMatchObject([
      { message: 'The report names no source file.' },
    ]);
  });
});
