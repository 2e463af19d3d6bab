import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/checklist/config.ts';
import { lint } from '../../../src/checklist/lint/lint.ts';
import { understand, understandAlone } from '../../../src/checklist/lint/reading.ts';
import { readMarkdown } from '../../../src/checklist/markdown/read.ts';
import { now, reading } from './readings.ts';

const options = { now, knownRoles: ['waivers'] };
const owned = 'who: { team: acme/team }';
const coverage = 'gate: coverage, limits: { lines: 80 }';

type Row = readonly [what: string, items: readonly string[], config?: string, section?: string];

describe('each rule warns', () => {
  const table: readonly Row[] = [
    ['lint.no-owner', ['{ id: a, title: A }']],
    ['lint.unmapped-role', ['{ id: a, title: A, who: { role: lead } }']],
    ['lint.unmapped-role', ['{ id: a, title: A, signOff: { role: lead } }']],
    [
      'lint.keep-on-sign-off',
      ['{ id: a, title: A, signOff: { role: lead }, onPush: keep }'],
      'people: { lead: { team: x/y } }\n',
    ],
    ['lint.gate-not-set-up', [`{ id: a, title: A, ${owned}, ${coverage} }`]],
    ['lint.conditional-section', [`{ id: a, title: A, ${owned} }`], '', 'Queue (if applicable)'],
    ['lint.same-title', [`{ id: a, title: A, ${owned} }`, `{ id: b, title: "A.", ${owned} }`]],
    ['lint.exemption-ends', [`{ id: a, title: A, ${owned}, notApplicable: { reason: r, until: 2027-03-02 } }`]],
    ['lint.exemption-ends', [`{ id: a, title: A, ${owned}, notApplicable: { reason: r, until: 2026-03-02 } }`]],
    ['lint.debt-ends', [`{ id: a, title: A, ${owned}, debt: { owner: anna, until: 2027-02-02 } }`]],
    ['lint.enforced-already', [`{ id: a, title: A, ${owned}, enforceFrom: 2027-02-02 }`]],
    ['lint.unused-gate', [`{ id: a, title: A, ${owned} }`], 'gates: { coverage: { source: { files: x.info } } }\n'],
    ['lint.unused-target', [`{ id: a, title: A, ${owned} }`], 'targets: { live: { url: "https://example.com" } }\n'],
    ['lint.unused-role', [`{ id: a, title: A, ${owned} }`], 'people: { lead: { team: x/y } }\n'],
    ['lint.idle-override', [`{ id: a, title: A, level: must, ${owned} }`], 'items: { a: { level: must } }\n'],
    [
      'lint.idle-exemption',
      [`{ id: a, title: A, locked: true, ${owned} }`],
      'items: { a: { notApplicable: { reason: r, until: 2027-12-01 } } }\n',
    ],
  ];

  test.each(table.map((row) => [row[0], row] as const))('%s: %j', (code, [, items, config, section]) => {
    const found = lint(reading(items, config, section), options);
    expect(found.map((warning) => warning.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ file: expect.stringMatching(/\.yml$/), line: expect.any(Number) });
    expect(found[0]?.remedy).toMatch(/^[A-Z].*[.?]/);
  });
});

describe('and is quiet where there is nothing to say', () => {
  const table: readonly Row[] = [
    ['owned', ['{ id: a, title: A, owner: { users: [anna] } }']],
    ['not required', ['{ id: a, title: A, level: should }']],
    ['a role that is mapped', ['{ id: a, title: A, who: { role: lead } }'], 'people: { lead: { team: x/y } }\n'],
    ['a role of the rules', [`{ id: a, title: A, ${owned} }`], 'people: { waivers: { team: x/y } }\n'],
    [
      'a sign-off that resets',
      ['{ id: a, title: A, signOff: { role: lead }, onPush: reset }'],
      'people: { lead: { team: x/y } }\n',
    ],
    ['a gate that is set up', [`{ id: a, title: A, ${coverage} }`], 'gates: { coverage: { source: { files: x.info } } }\n'],
    ['a conditional section of optional items', ['{ id: a, title: A, level: may }'], '', 'Queue (if applicable)'],
    ['an end that is far', [`{ id: a, title: A, ${owned}, notApplicable: { reason: r, until: 2027-09-01 } }`]],
    ['an override that changes something', [`{ id: a, title: A, ${owned} }`], 'items: { a: { level: should } }\n'],
  ];

  test.each(table.map((row) => [row[0], row] as const))('%s', (_, [, items, config, section]) => {
    expect(lint(reading(items, config, section), options)).toEqual([]);
  });
});

test('one warning names all of its items, at the place of the first', () => {
  const [warning] = lint(reading(['{ id: a, title: A }', '{ id: b, title: B }']), options);
  expect(warning).toMatchObject({ file: 'release.yml', line: 6, message: expect.stringMatching(/^2 required items/) });
  expect(warning?.mentions[0]?.items.map(({ id, line }) => [id, line])).toEqual([
    ['a', 6],
    ['b', 7],
  ]);
});

test('what is wrong in the configuration stands there', () => {
  const [warning] = lint(reading([`{ id: a, title: A, ${owned} }`], 'people:\n  lead: { team: x/y }\n'), options);
  expect(warning).toMatchObject({ file: '.github/gonogo.yml', line: 4 });
});

test('a Markdown checklist alone', () => {
  const alone = understandAlone(readMarkdown({ file: 'a.md', text: '# R\n\n## S\n\n- [ ] One\n- [x] Two\n' }));
  expect(alone.isAlone).toBe(true);
  expect(lint(alone, options)).toMatchObject([{ code: 'lint.no-owner', file: 'a.md', line: 5 }]);
});

test('what a reader noted of a checklist that two components share is said once', () => {
  const own = readMarkdown({ file: 'own.md', text: '# R\n\n- [ ] One\n- [y] Two\n' });
  const config = readConfig({
    file: 'c.yml',
    text: 'version: 1\ncomponents:\n  a: { paths: [a], checklist: own.md }\n  b: { paths: [b], checklist: own.md }\n',
  });
  const shared = understand({ config, checklists: [], components: { a: [own], b: [own] }, commit: 'c' });
  expect(own.notes).toHaveLength(1);
  expect(lint(shared, options).filter(({ file, line }) => file === 'own.md' && line === 4)).toHaveLength(1);
});
