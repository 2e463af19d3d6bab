import { expect, test } from '@jest/globals';
import { addJacoco } from '../../../src/gates/reports/jacoco.ts';
import { problemsOf } from '../problems.ts';
import { coverageOf } from './coverage-of.ts';

const read = (text: string) => coverageOf(addJacoco, text);
const counter = (type: string, missed: number | string, covered: number | string) =>
  `<counter type="${type}" missed="${missed}" covered="${covered}"/>`;
const method = (name: string, covered: number) =>
  `<method name="${name}" desc="()V">${counter('METHOD', 1 - covered, covered)}</method>`;
const line = (number: number, missed: number, covered: number, branches = [0, 0]) =>
  `<line nr="${number}" mi="${missed}" ci="${covered}" mb="${branches[0]}" cb="${branches[1]}"/>`;
const pkg = (name: string) =>
  `<package name="${name}"><class name="${name}/A" sourcefilename="A.java">${method('f', 1)}${method('g', 0)}</class>` +
  `<sourcefile name="A.java">${line(1, 0, 2)}${line(2, 3, 0)}${line(3, 1, 1, [1, 1])}${counter('LINE', 1, 2)}</sourcefile>${counter('LINE', 9, 9)}</package>`;
const report = (inside: string, lines = counter('LINE', 1, 2) + counter('BRANCH', 1, 1) + counter('METHOD', 1, 1)) =>
  `<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="shop">${inside}${lines}</report>`;

test('lines and branches are of source files, methods of classes', async () => {
  const { files, facts, doubts } = await read(report(pkg('com/shop')));
  expect([files, doubts]).toEqual([{ 'com/shop/A.java': 'lines 2/3, branches 1/2, functions 1/2' }, []]);
  expect(facts).toEqual({
    report: 'shop',
    groups: 0,
    packages: 1,
    counters: { LINE: [2, 3, 66.67], BRANCH: [1, 2, 50], METHOD: [1, 2, 50] },
  });
});

test('the same package of two modules is two', async () => {
  const twice = counter('LINE', 2, 4) + counter('BRANCH', 2, 2) + counter('METHOD', 2, 2);
  const { files, facts, doubts } = await read(
    report(`<group name="a">${pkg('p')}</group><group name="b">${pkg('p')}</group>`, twice),
  );
  expect([Object.keys(files), facts, doubts]).toMatchObject([['a/p/A.java', 'b/p/A.java'], { groups: 2, packages: 2 }, []]);
});

test.each([
  [report('', ''), 'no counters'],
  [
    report(pkg('p'), counter('LINE', 0, 3) + counter('BRANCH', 1, 1) + counter('METHOD', 1, 1)),
    'counts 3 of 3 lines, and lists 2 of 3',
  ],
  [report(pkg('p'), counter('LINE', 1, 2) + counter('METHOD', 1, 1)), 'counts 0 of 0 branches, and lists 1 of 2'],
  [report('', counter('LINE', 1, 2)), 'counts 2 of 3 lines, and lists 0 of 0'],
])('%s is doubted', async (text, doubt) => {
  expect((await read(text)).doubts.join()).toContain(doubt);
});

test('without lines none are counted', async () => {
  const without = `<package name="p"><class name="p/A">${method('f', 1)}</class></package>`;
  const { counted, files } = await read(report(without, counter('METHOD', 0, 1)));
  expect([counted, files]).toEqual([['functions'], { 'p/A.class': 'functions 1/1' }]);
});

test.each([
  report('<package name="p"><sourcefile name="A"><line nr="0" mi="1" ci="1"/></sourcefile></package>'),
  report('<package name="p"><sourcefile name="A"><line nr="1" mi="1"/></sourcefile></package>'),
  report('<package name="p"><sourcefile name="A"><line nr="1" mi="1" ci="1" mb="9999999" cb="1"/></sourcefile></package>'),
  report('', counter('LINE', 'x', 1)),
])('%s is refused', async (text) => {
  expect(await problemsOf(() => read(text))).toMatchObject([{ code: 'jacoco.broken' }]);
});
