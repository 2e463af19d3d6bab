import { describe, expect, test } from '@jest/globals';
import { annotationsOf, isRollUp, metadataOf, notApplicableIn, signerOf } from '../../../src/checklist/markdown/sayings.ts';

const each = (words: string) => words.split(', ').map((word) => [word]);

describe('who signs', () => {
  test.each(each('___, ______, ...., ………, ……, ___ Date: ____'))('a line to fill in: %s', (blank) => {
    expect(signerOf(`Lead: ${blank}`, false)).toEqual({ title: 'Lead', role: 'lead' });
    expect(signerOf(`Lead:${blank}`, false)).toEqual({ title: 'Lead', role: 'lead' });
  });

  test.each(each('__, ..., …, done, '))('no line to fill in: %s', (blank) => {
    expect(signerOf(`Lead: ${blank}`, false)).toBeUndefined();
  });

  test.each(each('[Name], [your signature], [sign here], [Date], [NAME], {{ name }}, {{x}}'))(
    'a place for a name: %s',
    (place) => {
      expect(signerOf(`Lead: ${place}`, true)).toEqual({ title: 'Lead', role: 'lead' });
      expect(signerOf(`Lead:${place}`, true)).toEqual({ title: 'Lead', role: 'lead' });
    },
  );

  test.each(each('[], [x], {{}}, Name, say [Name]'))('no place for a name: %s', (place) => {
    expect(signerOf(`Lead: ${place}`, true)).toBeUndefined();
  });

  test.each(
    each(
      'Date, Time, Name, Signature, Signed, Signed by, Version, Release, Note, Notes, Comment, Comments, Remark, Remarks, Reason, Environment, Ticket, URL, Link, Title, Status',
    ),
  )('%s is no role', (word) => {
    expect(signerOf(`${word}: ____`, false)).toBeUndefined();
    expect(signerOf(`${word} Lead: ____`, false)).toBeDefined();
    expect(signerOf(`Lead ${word}: ____`, false)).toBeDefined();
  });

  test.each(
    each(
      'Approved by, Approved, Signed by, Signed off by, Signed off, Sign-off by, Sign off, Signoff from, Approval from, Approval, Reviewed by, Verified by, Verified from',
    ),
  )('%s stands before the role', (words) => {
    expect(signerOf(`${words}  Lead: ____`, false)).toEqual({ title: 'Lead', role: 'lead' });
    expect(signerOf(`Team ${words} Lead: ____`, false)?.title).toBe(`Team ${words} Lead`);
  });

  test('who approves whatever the role is asked for by these words', () => {
    expect(signerOf('Approved by: ____', false)).toEqual({ title: 'Approved by', role: 'approved-by' });
    expect(signerOf('Sign-off from: ____', false)).toEqual({ title: 'Sign-off from', role: 'sign-off-from' });
  });

  test('a role has two to eighty characters', () => {
    const long = `${'x'.repeat(79)}y`;
    expect(signerOf(`${long}: ____`, false)?.title).toBe(long);
    expect(signerOf(`${long}z: ____`, false)).toBeUndefined();
    expect(signerOf('A: ____', false)).toBeUndefined();
    expect(signerOf(`${long}: [Name]`, true)?.title).toBe(long);
    expect(signerOf(`${long}z: [Name]`, true)).toBeUndefined();
    expect(signerOf('A: [Name]', true)).toBeUndefined();
    expect(signerOf('Lead : ____', false)?.title).toBe('Lead');
    expect(signerOf('  : ____', false)).toBeUndefined();
  });
});

describe('what sums up', () => {
  const above = each(
    'All above, All of above, All the above, All of the above, All items above, All of the items above, All the listed above, All listed previous, All preceding, All previous items, All preceding steps',
  );
  test.each(above)('%s completed', (words) => {
    expect(isRollUp(`${words} completed`)).toBe(true);
  });

  test.each(each('item, items, check, checks, boxes, tasks, requirements, steps, points'))('%s, before and after', (word) => {
    expect(isRollUp(`All ${word} above completed`)).toBe(true);
    expect(isRollUp(`All above ${word} completed`)).toBe(true);
  });

  test.each(
    each(
      'complete, completed, done, checked, ticked, passed, satisfied, met, finished, are done, is done, have been met, has been done, were met',
    ),
  )('All items above %s', (words) => {
    expect(isRollUp(`All items above ${words}`)).toBe(true);
    expect(isRollUp(`All items above ${words}!`)).toBe(true);
    expect(isRollUp(`Nearly all items above ${words}`)).toBe(false);
    expect(isRollUp(`All items above ${words}ish`)).toBe(false);
  });
});

describe('annotations', () => {
  test.each([
    ['A (MANDATORY)', { text: 'A', isMandatory: true, depends: [] }],
    ['A ( Depends : B )', { text: 'A', isMandatory: false, depends: ['B'] }],
    ['A (depends on: B, , mandatory)', { text: 'A', isMandatory: true, depends: ['B'] }],
    ['A (DEPENDS ON: B)', { text: 'A', isMandatory: false, depends: ['B'] }],
    ['A (depends: not mandatory)', { text: 'A', isMandatory: false, depends: ['not mandatory'] }],
    ['A (depends: mandatory training)', { text: 'A', isMandatory: false, depends: ['mandatory training'] }],
    ['A (depends: B that depends: C)', { text: 'A', isMandatory: false, depends: ['B that depends: C'] }],
    ['(mandatory) A', { text: 'A', isMandatory: true, depends: [] }],
    ['A (depends:)', { text: 'A', isMandatory: false, depends: [] }],
  ])('%s', (text, expected) => {
    expect(annotationsOf(text)).toEqual(expected);
  });

  test('of five hundred characters at most', () => {
    const most = `depends: ${'x'.repeat(491)}`;
    expect(annotationsOf(`A (${most})`).depends).toEqual(['x'.repeat(491)]);
    expect(annotationsOf(`A (${most}x)`).depends).toEqual([]);
    expect(notApplicableIn(`A (N/A - ${'x'.repeat(499)})`)).toBe('x'.repeat(499));
    expect(notApplicableIn(`A (N/A -${'x'.repeat(501)})`)).toBeUndefined();
  });

  test.each(each('(N/A - none here), (N/A-none here), ( n/a – none here ), (N/A : none here ), (N/A — none here)'))(
    'a reason: %s',
    (said) => {
      expect(notApplicableIn(`A ${said}`)).toBe('none here');
    },
  );
  test('a comma before a reason', () => {
    expect(notApplicableIn('A (N/A, none here)')).toBe('none here');
    expect(notApplicableIn('A (N/A -)')).toBeUndefined();
  });
});

describe('lines that say who and when', () => {
  test.each(each('Owner, Assignee, Assigned to, Responsible, OWNER'))('%s', (name) => {
    expect(metadataOf(`${name}: @ann`)).toEqual({ owner: { users: ['ann'] } });
    expect(metadataOf(`${name} : @ann`)).toEqual({ owner: { users: ['ann'] } });
    expect(metadataOf(`The ${name}: @ann`)).toBeUndefined();
  });

  test.each(each('Deadline, Due, Due date, Due by'))('%s', (name) => {
    expect(metadataOf(`${name}: 2027-01-02`)).toEqual({ due: '2027-01-02' });
  });

  test.each(each('[Name], [], {{owner}}, <name>, _, ____, TBD, todo, -'))('to fill in: %s', (value) => {
    expect(metadataOf(`Owner: ${value}`)).toEqual({});
  });

  test.each(
    each('[Name] or Bob, ask [Name], see {{x}} there, a <b>, b <a> c, _x, x_, a tbd, tbd!, -x, x -, @a/b c, x @a/b, @a/b/c'),
  )('said in words: %s', (value) => {
    expect(metadataOf(`Owner: ${value}`)).toEqual({ text: `Owner: ${value}` });
  });

  test.each([
    ['Owner: @ann bob', { text: 'Owner: @ann bob' }],
    ['Owner: bob, @ann', { text: 'Owner: bob, @ann' }],
    ['Owner: @ann.', { text: 'Owner: @ann.' }],
    ['Owner: mail@ann', { text: 'Owner: mail@ann' }],
    ['Status: anything', {}],
    ['Status code: 200', undefined],
    ['Status: ', {}],
    ['Responsible: @acme/sre', { owner: { team: 'acme/sre' } }],
  ])('%s: %j', (line, expected) => {
    expect(metadataOf(line)).toEqual(expected);
  });
});
