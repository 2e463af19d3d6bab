import { describe, expect, test } from '@jest/globals';
import { countsOf } from '../../src/checklist/counts.ts';
import { sectionSettings } from '../../src/checklist/markdown/comments.ts';
import { phaseOf } from '../../src/checklist/markdown/phases.ts';
import { readMarkdown } from '../../src/checklist/markdown/read.ts';
import { placeItems } from '../../src/checklist/place.ts';
import { read } from './sources.ts';
import { tableRows } from './tables.ts';

const page = 'docs/markdown.md';
const text = read(page);

const rows = (heading: string) => tableRows(text, heading);
const examples = [...text.matchAll(/^```markdown\n([\s\S]*?)^```$/gm)].map(([, example = '']) => example);

describe('the page on Markdown', () => {
  test.each(rows('Phases'))('%s: %s', (headings, phase) => {
    for (const heading of headings.split(' · ')) {
      expect([heading, `\`${phaseOf(heading, { phase: undefined, moments: new Set() })}\``]).toEqual([heading, phase]);
    }
  });

  test.each(rows('Levels').flatMap((cells) => (cells[0] ?? '').split(' · ').map((title) => [title, cells.at(-1)])))(
    '%s: %s',
    (title, expected) => {
      const { entries, notes = [] } = readMarkdown({ file: page, text: `- [ ] ${title}` });
      const [level] = entries.flatMap((entry) => (entry.kind === 'item' ? [entry.said.level] : []));
      const asked = notes.length > 0 ? 'asked, with a note' : 'asked';
      expect(level === undefined ? asked : `\`${level}\``).toBe(expected);
    },
  );

  test('names every key of a section', () => {
    expect(rows('Comments that say more').map(([key]) => key?.replaceAll('`', ''))).toEqual(
      Object.keys(sectionSettings.properties),
    );
  });

  test('has examples that are read as they stand', () => {
    const outlines = examples.map((example) => readMarkdown({ file: page, text: example }));
    expect(outlines.map((outline) => countsOf(outline))).toEqual([
      { items: 7, groups: 1, other: 1 },
      { items: 2, groups: 0, other: 0 },
      { items: 1, groups: 0, other: 0 },
    ]);
    expect(outlines.flatMap(({ notes = [] }) => notes)).toEqual([]);
    const placed = outlines.slice(0, 1).flatMap((outline) => placeItems([outline]));
    expect(placed.map(({ id, leaf, inherited }) => [id, leaf.said.level, leaf.said.phase ?? inherited.phase])).toEqual([
      ['tls-min', undefined, 'merge'],
      ['pre-deployment.security.transport.redirect-from-http-if-needed', 'may', 'merge'],
      ['pre-deployment.security.coverage-is-acceptable', 'must', 'merge'],
      ['sign-off.security-lead', undefined, 'sign-off'],
      ['go-live-checklist.all-items-above-completed', undefined, 'deploy'],
      ['go-live-checklist.traffic-is-switched', undefined, 'deploy'],
      ['post-deployment.smoke-tests-pass', undefined, 'verify'],
    ]);
    expect(placed.find(({ leaf }) => leaf.said.title === 'Traffic is switched')?.leaf.said.after).toEqual([
      'pre-deployment.security.coverage-is-acceptable',
    ]);
  });
});
