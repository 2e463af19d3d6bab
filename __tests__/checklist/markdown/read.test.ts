import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countsOf } from '../../../src/checklist/counts.ts';
import { readMarkdown } from '../../../src/checklist/markdown/read.ts';
import { placeItems } from '../../../src/checklist/place.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { problemsOfCall } from '../problems-of-call.ts';
import { branchesIn, leavesIn, notesOf, only, outlineOf, titles } from './outlines.ts';

const whole = `# Release of the shop

Read this first.

## Pre-Deployment

### 🔐 Security

- [ ] **Transport**

  - [ ] TLS 1.3 or newer
  - [ ] Redirect from HTTP (if needed)

- [ ] Figures watched:
  - Owner: @acme/sre
  - latency
  - errors

## Numbers

| Metric | Target | Critical |
|--------|--------|----------|
| Latency (p95) | < 200ms | < 500ms |

## Scan requirements

1. **Images**: no high findings

## Services

### Cart

\`\`\`yaml
readiness_criteria:
  - queue is drained
  - cache is warm
\`\`\`

## Sign-Offs

- [ ] Security Lead: ******\\_\\_\\_******

## Go-Live Checklist

1. [ ] All items above completed

## Post-Deployment

### First 24 Hours

- [x] Watch errors

\`\`\`bash
# look
curl https://shop.example.com/health
\`\`\`
`;

describe('a document with everything', () => {
  const outline = outlineOf(whole);

  test('has its title and counts', () => {
    expect(outline.title).toBe('Release of the shop');
    expect(countsOf(outline)).toEqual({ items: 6, groups: 1, other: 1 + 1 + 2 + 2 + 1 });
  });

  test('has each item at its line, in its phase, under its id', () => {
    const placed = placeItems([outline]).map(({ id, leaf, inherited }) => [leaf.at.line, leaf.form, inherited.phase, id]);
    expect(placed).toEqual([
      [11, 'box', 'merge', 'pre-deployment.security.transport.tls-1-3-or-newer'],
      [12, 'box', 'merge', 'pre-deployment.security.transport.redirect-from-http-if-needed'],
      [14, 'box', 'merge', 'pre-deployment.security.figures-watched'],
      [23, 'row', undefined, 'numbers.latency-p95'],
      [27, 'requirement', undefined, 'scan-requirements.images-no-high-findings'],
      [35, 'criterion', undefined, 'services.cart.queue-is-drained'],
      [36, 'criterion', undefined, 'services.cart.cache-is-warm'],
      [41, 'box', 'sign-off', 'sign-offs.security-lead'],
      [45, 'box', 'deploy', 'go-live-checklist.all-items-above-completed'],
      [51, 'box', 'day', 'post-deployment.first-24-hours.watch-errors'],
    ]);
  });

  test('says what each item means', () => {
    const said = new Map(leavesIn(outline.entries).map((leaf) => [leaf.said.title, leaf.said]));
    expect(said.get('Redirect from HTTP (if needed)')).toEqual({ title: 'Redirect from HTTP (if needed)', level: 'may' });
    expect(said.get('Figures watched:')).toMatchObject({ criteria: ['latency', 'errors'], owner: { team: 'acme/sre' } });
    expect(said.get('Security Lead')).toEqual({ title: 'Security Lead', signOff: { role: 'security-lead' } });
    expect(said.get('All items above completed')).toMatchObject({ rollUp: 'all-above' });
  });

  test('keeps groups and commands', () => {
    const branches = branchesIn(outline.entries);
    expect(branches.filter(({ isBox }) => isBox)).toMatchObject([{ kind: 'group', title: 'Transport', at: { line: 9 } }]);
    expect(branches.flatMap(({ commands = [] }) => commands)).toEqual(['curl https://shop.example.com/health']);
  });
});

test('lines of text that move, signs and repaired damage change no id', () => {
  const ids = (text: string) => placeItems([outlineOf(text)]).map(({ id }) => id);
  const plain = '# T\n\n## Safety\n- [ ] Keys — rotated\n';
  expect(ids(plain)).toEqual(['safety.keys-rotated']);
  expect(ids(`# T\n\nMore text.\n\n- a note\n\n## 🔐 Safety\n- [x] Keys â€” **rotated**\n`)).toEqual(ids(plain));
});

test('without one title of first rank, front matter or the file gives the title', () => {
  expect(outlineOf('# A\n- [ ] a\n# B\n- [ ] b').title).toBe('list');
  expect(outlineOf('---\nname: Release\nlabels: [x]\n---\n# A\n- [ ] a\n# B\n- [ ] b').title).toBe('Release');
  expect(branchesIn(outlineOf('# A\n- [ ] a\n# B\n- [ ] b').entries).map(({ title }) => title)).toEqual(['A', 'B']);
});

describe('comments to gonogo', () => {
  test('say everything of an item that YAML can say', () => {
    const leaf = only(
      '- [ ] Old TLS is off <!-- gonogo: {id: tls-min, gate: tls, target: production, limits: {minimum: TLSv1.2}} -->',
    );
    expect(leaf.said).toEqual({
      title: 'Old TLS is off',
      id: 'tls-min',
      gate: 'tls',
      target: 'production',
      limits: { minimum: 'TLSv1.2' },
    });
  });

  test('have the last word over what the text means', () => {
    expect(only('- [ ] Lead: ____ (if needed) <!-- gonogo: {level: must, who: {role: lead}} -->').said).toEqual({
      title: 'Lead',
      level: 'must',
      phase: 'sign-off',
      who: { role: 'lead' },
    });
  });

  test('may stand in lines of their own below the item', () => {
    expect(only('- [ ] a\n\n  <!-- gonogo:\n  id: b\n  level: should\n  -->').said).toEqual({
      title: 'a',
      id: 'b',
      level: 'should',
    });
  });

  test('say of a section its phase, level and condition', () => {
    const [section] = branchesIn(
      outlineOf("## Last <!-- gonogo: {phase: deploy, level: may, when: {paths: ['a/**']}} -->\n- [ ] a").entries,
    );
    expect(section).toMatchObject({ title: 'Last', phase: 'deploy', level: 'may', when: { paths: ['a/**'] } });
  });

  test('say of the whole file what no section says otherwise', () => {
    const text =
      "# T\n\n<!-- gonogo: {phase: deploy, level: should, when: {paths: ['a/**']}} -->\n\n- [ ] a (depends: c)\n## Post-deployment\n- [ ] c";
    expect(outlineOf(text).entries).toMatchObject([
      { said: { phase: 'deploy', level: 'should', when: { paths: ['a/**'] }, after: ['post-deployment.c'] } },
      { title: 'Post-deployment', phase: 'verify', level: 'should', when: { paths: ['a/**'] } },
    ]);
  });

  test.each([
    ['an unknown key', '# T\n\n- [ ] a\n- [ ] b <!-- gonogo: {idd: x} -->', 4],
    ['a key further down', '- [ ] b\n\n  <!-- gonogo:\n  id: x\n  lvel: must -->', 5],
    ['broken YAML', 'text\n\n- [ ] b <!-- gonogo: {id: [} -->', 3],
    ['no colon', '- [ ] a\n- [ ] b <!-- gonogo {id: x} -->', 2],
    ['no mapping', '- [ ] b <!-- gonogo: x -->', 1],
    ['a key of items behind a heading', '## A <!-- gonogo: {id: x} -->\n- [ ] b', 1],
    ['a text that is no item', '- [ ] b\n\ntext <!-- gonogo: {id: x} -->', 3],
  ])('%s is a problem at its line', (_, text, line) => {
    const problems = problemsOfCall(() => outlineOf(text));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems).toEqual(problems.map((problem) => ({ ...problem, file: 'list.md', line })));
  });

  test('all problems come at once', () => {
    const text = '- [ ] a <!-- gonogo: {x: 1} -->\n- [ ] b <!-- gonogo: {y: 1} -->\n\n<!-- gonogo: {z: 1} -->';
    expect(problemsOfCall(() => outlineOf(text)).map(({ line }) => line)).toEqual(expect.arrayContaining([1, 2, 4]));
  });
});

describe('plain lists', () => {
  const list = '- one\n- two\n  - criterion\n\n1. three\n';

  test('are items where the document or a section says so', () => {
    expect(titles(`<!-- gonogo: {items: bullets} -->\n\n## A\n${list}`)).toEqual(['one', 'two', 'three']);
    expect(titles(`## A\n<!-- gonogo: {items: bullets} -->\n\n${list}\n## B\n- four\n- [ ] five`)).toEqual([
      'one',
      'two',
      'three',
      'five',
    ]);
    expect(titles(`<!-- gonogo: {items: bullets} -->\n\n${list}\n## B <!-- gonogo: {items: boxes} -->\n- four`)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  test('are none elsewhere, and a file with nothing else says what to do', () => {
    expect(problemsOfCall(() => outlineOf(list))).toMatchObject([
      { code: 'checklist.empty', file: 'list.md', remedy: expect.stringContaining('items: bullets') },
    ]);
  });
});

describe('what waits for another', () => {
  const text = '- [ ] Tests done\n- [ ] Ship *(depends: tests done, mandatory)*\n';

  test('waits for its id, which stays', () => {
    const [first, second] = leavesIn(outlineOf(text).entries);
    expect(first?.said).toEqual({ title: 'Tests done', id: 'tests-done' });
    expect(second?.said).toEqual({ title: 'Ship', level: 'must', after: ['tests-done'] });
  });

  test('waits for none when no item or several have the title, and says so', () => {
    expect(notesOf('- [ ] Ship (depends: Tests)')).toEqual(['markdown.depends:1']);
    expect(notesOf('## A\n- [ ] Tests\n## B\n- [ ] Tests\n- [ ] Ship (depends: Tests)')).toEqual(['markdown.depends:5']);
  });
});

test('(N/A - reason) is a note, not an answer', () => {
  const text = '- [ ] SQL injection (N/A - no database)';
  expect(only(text).said).toEqual({ title: 'SQL injection (N/A - no database)' });
  expect(notesOf(text)).toEqual(['markdown.not-applicable:1']);
});

describe('hostile text', () => {
  test.each([
    ['one long line', '*a **b '.repeat(9_000), 'markdown.long-line'],
    ['quotes', '>'.repeat(60_000), 'markdown.long-line'],
    ['brackets', '['.repeat(60_000), 'markdown.long-line'],
    ['deep quotes', `${'> '.repeat(60)}- [ ] a`, 'markdown.too-deep'],
    ['deep lists', Array.from({ length: 300 }, (_, at) => `${'  '.repeat(at)}- [ ] a`).join('\n'), 'markdown.too-deep'],
    ['too much', '- [ ] a\n'.repeat(200_000), 'markdown.too-large'],
    ['too many lines', '# launch\n'.repeat(30_000), 'markdown.too-many-lines'],
    ['too many signs', '- [ ] *a*\n'.repeat(10_000), 'markdown.too-much-markup'],
  ])('%s is refused', (_, text, code) => {
    expect(problemsOfCall(() => outlineOf(text))).toMatchObject([{ code, file: 'list.md' }]);
  });

  test('whatever it is, it is a checklist or a problem', () => {
    const piece = fc.constantFrom(
      '- [ ] ',
      '- ',
      '1. ',
      '\n',
      '\n\n',
      '  ',
      '## ',
      '> ',
      '```',
      '<!--',
      '-->',
      'gonogo: ',
      '{id: a}',
      '|',
      '-|-',
      '**',
      'a',
      'Status',
      '✅',
      '~~',
      '(depends: a)',
      '___',
      ': ',
      '[x]: u',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          const outline = readMarkdown({ file: 'a.md', text: pieces.join('') });
          expect(leavesIn(outline.entries).every(({ said }) => said.title !== '')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
