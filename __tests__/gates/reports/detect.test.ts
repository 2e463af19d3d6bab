import { describe, expect, test } from '@jest/globals';
import { detectFormat } from '../../../src/gates/reports/detect.ts';
import { problemsOf } from '../problems.ts';

test.each([
  ['lcov', 'TN:\nSF:src/a.ts\n'],
  ['lcov', 'SF:/src/a.ts\r\nDA:1,1\r\n'],
  ['lcov', '\n# by a tool\n\n  TN:unit\n'],
  ['istanbul', '{"total": {"lines":{"total":129,"covered":128,"skipped":0,"pct":99.22}'],
  ['istanbul', '{\n\t"/a/\\"b\\".js" : {\n"branches": {"pct": 1'],
])('%s is known by its content %j', (format, head) => {
  expect(detectFormat(head, 'a').format).toBe(format);
});

describe('what is no report is said to be what it is', () => {
  test.each([
    ['', 'nothing in it'],
    [' \n\n', 'nothing in it'],
    ['{}', 'empty JSON'],
    ['[ ]\n', 'empty JSON'],
    ['null', 'empty JSON'],
    ['<!DOCTYPE html>\n<html>', 'web page'],
    ['<html lang="en">', 'web page'],
    ['{"error":{"code":"ENOAUDIT","summary":"no\\nnet"}}', 'It says: ENOAUDIT: no net.'],
    ['[0000] WARN x\n{"matches": []}', 'stand before the JSON'],
    ['<?xml version="1.0"?><report/>', 'begins with'],
    ['INFO start\nTN:\nSF:a\n', 'begins with "INFO start'],
    ['{"total":{"lines":80}}', 'begins with'],
    ['{"total":[{"lines":{"total":1}}]}', 'begins with'],
    ['DA:1,1\nend_of_record', 'begins with'],
    ['All files | 80 |', 'begins with'],
  ])('%j: %s', async (head, said) => {
    const [problem] = await problemsOf(() => detectFormat(head, 'file.json'));
    expect(problem).toMatchObject({ code: 'report.unknown', file: 'file.json', message: expect.stringContaining(said) });
    expect(problem?.remedy).toMatch(/\w/);
  });
});

test('no head makes it slow', () => {
  for (const part of ['\n', ' ', '#', '#\n', '{', '{"a', '\\', '{"a":{', ' \n#']) {
    const start = performance.now();
    expect(() => detectFormat(part.repeat(64 * 1024), 'a')).toThrow(/./);
    expect(performance.now() - start).toBeLessThan(500);
  }
});
