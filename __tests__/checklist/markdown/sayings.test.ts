import { describe, expect, test } from '@jest/globals';
import { annotationsOf, isRollUp, metadataOf, notApplicableIn, signerOf } from '../../../src/checklist/markdown/sayings.ts';

describe('signerOf', () => {
  test.each([
    ['Security Lead: ___', 'Security Lead', 'security-lead'],
    ['Team Lead: ________ Date: ____', 'Team Lead', 'team-lead'],
    ['CTO/Technical Director: ....', 'CTO/Technical Director', 'cto-technical-director'],
    ['Approved by Product Owner: ____', 'Product Owner', 'product-owner'],
  ])('%s is signed by %s', (text, title, role) => {
    expect(signerOf(text, false)).toEqual({ title, role });
  });

  test.each(['Date: ____', 'Signature: ____', 'Security Lead', 'Key: value', 'a __ b: c'])('%s is signed by nobody', (text) => {
    expect(signerOf(text, true)).toBeUndefined();
  });

  test('a name to fill in is enough where a section is for signing', () => {
    expect(signerOf('QA: [Name]', true)).toEqual({ title: 'QA', role: 'qa' });
    expect(signerOf('QA: {{ qa }}', true)).toEqual({ title: 'QA', role: 'qa' });
    expect(signerOf('QA: [Name]', false)).toBeUndefined();
  });
});

test.each([
  ['All items above completed', true],
  ['All the above items are done.', true],
  ['All of the previous checks have been passed', true],
  ['All above completed', true],
  ['All tests completed', false],
  ['All items above completed by the team', false],
])('%s sums up: %s', (text, expected) => {
  expect(isRollUp(text)).toBe(expected);
});

test.each([
  ['Ship (mandatory)', { text: 'Ship', isMandatory: true, depends: [] }],
  ['Ship (depends: Tests done)', { text: 'Ship', isMandatory: false, depends: ['Tests done'] }],
  ['Ship (depends on: A, B, mandatory) now', { text: 'Ship now', isMandatory: true, depends: ['A', 'B'] }],
  ['Ship (mandatory, depends: A)', { text: 'Ship', isMandatory: true, depends: ['A'] }],
  ['It depends (on A)', { text: 'It depends (on A)', isMandatory: false, depends: [] }],
  ['(mandatory)', { text: '(mandatory)', isMandatory: true, depends: [] }],
])('what %s is annotated with', (text, expected) => {
  expect(annotationsOf(text)).toEqual(expected);
});

test.each([
  ['SQL (N/A - no database)', 'no database'],
  ['SQL (n/a: none)', 'none'],
  ['SQL (N/A)', undefined],
  ['N/A - none', undefined],
])('the reason in %s is %s', (text, reason) => {
  expect(notApplicableIn(text)).toBe(reason);
});

test.each([
  ['Owner: @acme/sre', { owner: { team: 'acme/sre' } }],
  ['Owner: @ann, @bob', { owner: { users: ['ann', 'bob'] } }],
  ['Assignee: @ann and @bob', { owner: { users: ['ann', 'bob'] } }],
  ['Owner: the platform team', { text: 'Owner: the platform team' }],
  ['Owner: [Name]', {}],
  ['Owner:', {}],
  ['Deadline: 2027-06-30', { due: '2027-06-30' }],
  ['Due date: 2027-06-30T18:00:00Z', { due: '2027-06-30T18:00:00Z' }],
  ['Deadline: 2027-02-30', { text: 'Deadline: 2027-02-30' }],
  ['Deadline: soon', { text: 'Deadline: soon' }],
  ['Status: ☑ Complete', {}],
  ['Owner of the database is known', undefined],
])('%s says %j', (line, expected) => {
  expect(metadataOf(line)).toEqual(expected);
});
