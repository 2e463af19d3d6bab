import { describe, expect, test } from '@jest/globals';
import { readMarkdown } from '../../../src/checklist/markdown/read.ts';
import { problemsOfCall } from '../problems-of-call.ts';
import { branchesIn, leavesIn, notesOf, only, outlineOf } from './outlines.ts';

describe('the title', () => {
  test.each([
    ['# T\n- [ ] a', 'c.md', 'T'],
    ['- [ ] a', 'docs/go.live.md', 'go.live'],
    ['- [ ] a', 'docs\\list.md', 'list'],
    ['- [ ] a', 'list', 'list'],
    ['- [ ] a', 'a.b/list', 'a.b/list'],
    [`# ${'x'.repeat(501)}\n- [ ] a`, 'c.md', 'x'.repeat(500)],
    ['\uFEFF# T\n- [ ] a', 'c.md', 'T'],
    ['---\r\ntitle: F\r\n---\r\n- [ ] a', 'c.md', 'F'],
    ['---\rtitle: F\r---\r- [ ] a', 'c.md', 'F'],
  ])('of %j in %s is %s', (text, file, title) => {
    expect(readMarkdown({ file, text }).title).toBe(title);
  });
});

test('a byte order mark hides no front matter and no heading', () => {
  expect(readMarkdown({ file: 'c.md', text: '\uFEFF---\ntitle: F\n---\n- [ ] a' }).title).toBe('F');
});

describe('sections', () => {
  test('hand their phase on to those below', () => {
    expect(only('## Sign-off\n### Team\n- QA Lead: ____')).toMatchObject({ form: 'requirement', said: { title: 'QA Lead' } });
    expect(only('## After\n\n<!-- gonogo: {phase: sign-off} -->\n\n### Team\n- QA Lead: ____').form).toBe('requirement');
  });

  test('have a title, and a place', () => {
    expect(outlineOf(`## ${'x'.repeat(501)}\n- [ ] a\n##\n- [ ] b`).entries).toMatchObject([
      { title: 'x'.repeat(500), at: { line: 1, column: 1 } },
      { title: 'Section', at: { line: 3, column: 1 } },
    ]);
  });

  test('with nothing but commands stay, and those with nothing go', () => {
    const text = '```sh\nfirst\n```\n\n- [ ] a\n\n## Run\n\n```sh\nsecond\n```\n\n## Read\n\ntext';
    expect(outlineOf(text).commands).toEqual(['first']);
    expect(outlineOf(text).entries.slice(1)).toEqual([
      { kind: 'section', title: 'Run', entries: [], commands: ['second'], at: { line: 7, column: 1 } },
    ]);
  });

  test('say nothing that was not said', () => {
    expect(Object.keys(outlineOf('- [ ] a')).toSorted()).toEqual(['entries', 'file', 'title']);
    expect(Object.keys(branchesIn(outlineOf('## A\n- [ ] a').entries)[0] ?? {}).toSorted()).toEqual([
      'at',
      'entries',
      'kind',
      'title',
    ]);
    expect(only('- [ ] a').said).toStrictEqual({ title: 'a' });
  });
});

test('what is said of the whole file goes together with what a section or an item says', () => {
  const whole = '<!-- gonogo: {phase: verify, level: should, when: {paths: [a], labels: [l]}} -->\n\n';
  const [item, section] = outlineOf(
    `${whole}- [ ] a <!-- gonogo: {level: may, when: {paths: [b]}} -->\n\n## S\n\n<!-- gonogo: {phase: day, when: {labels: [m]}} -->\n\n- [ ] b`,
  ).entries;
  expect(item).toMatchObject({ said: { phase: 'verify', level: 'may', when: { paths: ['b'], labels: ['l'] } } });
  expect(section).toMatchObject({ phase: 'day', level: 'should', when: { paths: ['a'], labels: ['m'] } });
});

describe('comments', () => {
  test('where nothing reads them are problems, with their place', () => {
    const codes = (text: string) => problemsOfCall(() => outlineOf(text)).map(({ code, line }) => `${code}:${line}`);
    expect(codes('- [ ] a\n\ntext <!-- gonogo: {level: may} -->')).toEqual(['markdown.stray-comment:3']);
    expect(codes('- [ ] a\n\n> text <!-- gonogo: {level: may} -->')).toEqual(['markdown.stray-comment:3']);
    expect(codes('- [ ] a\n\n> <!-- gonogo: {level: may} -->')).toEqual(['markdown.stray-comment:3']);
    expect(codes('- [ ] a\n\n```\n<!-- gonogo: {level: may} -->\n```')).toEqual([]);
    expect(codes('<!-- gonogo: {x: 1} -->\n\ntext')).toEqual(['checklist.additionalProperties:1']);
  });

  test('behind boxes are ids only where each is there once', () => {
    const ids = (text: string) => leavesIn(outlineOf(text).entries).map(({ said }) => said.id);
    expect(ids('- [ ] <!-- a --> A\n- [ ] <!-- b --> B\n  - [ ] <!-- b --> C')).toEqual(['a', undefined, undefined]);
    expect(ids('- [ ] A\n\ntext <!-- a -->')).toEqual([undefined]);
  });
});

test('nesting to the last level that is read, and one beyond', () => {
  const stairs = (steps: number) => Array.from({ length: steps }, (_, at) => `${'  '.repeat(at)}- [ ] a`).join('\n');
  expect(leavesIn(outlineOf(stairs(44)).entries)).toHaveLength(44);
  expect(problemsOfCall(() => outlineOf(stairs(45))).map(({ code }) => code)).toEqual(['markdown.too-deep']);
  expect(notesOf(stairs(44))).toEqual([]);
});
