// How long Markdown takes that was made to stall a parser, and checklists of 2,000 items that were not: node bench/markdown.ts.
// Each is read once to warm up and five times to measure; shown is the middle one in processor time, and its ratio to that of 2,000 items.
import { readMarkdown } from '../src/checklist/markdown/read.ts';
import { compareTexts } from './processor.ts';

const stairs = (steps: number) => Array.from({ length: steps }, (_, at) => `${'  '.repeat(at)}- [ ] a`).join('\n');
const inLines = (piece: string, count: number) => `${piece.repeat(1_000)}\n`.repeat(count / 1_000);

const texts: Readonly<Record<string, string>> = {
  '62 kB of *a **b': '*a **b '.repeat(9_000),
  '60,000 >': '>'.repeat(60_000),
  '60,000 [': '['.repeat(60_000),
  '*a **b in lines': inLines('*a **b ', 8_000),
  '> in lines': inLines('>', 60_000),
  '[ in lines': inLines('[', 24_000),
  '300 lists deep': stairs(300),
  '40 lists deep': stairs(40),
  '10,000 <!--': inLines('a <!-- ', 10_000),
  'a wide table': `${'a|'.repeat(1_000)}\n${'-|'.repeat(1_000)}\n${`${'✅|'.repeat(1_000)}\n`.repeat(10)}`,
  'a long table': `${'a|'.repeat(100)}\n${'-|'.repeat(100)}\n${`${'✅|'.repeat(100)}\n`.repeat(240)}`,
  '19,000 headings': '# launch\n'.repeat(19_000),
  '1 MB of comments': `<p>${`<!-- a ${'b'.repeat(90)} -->\n`.repeat(10_000)}`,
  '1 MB of digits': `- [ ] ${'1'.repeat(9_000)}a1\n`.repeat(115),
  '1 MB of lines': `a line that asks for nothing ${'more '.repeat(15)}\n\n`.repeat(9_500),
  '1 MB of colons': `- [ ] ${'a: '.repeat(3_000)}b\n`.repeat(110),
  '6,000 bold lines': '**launch**\n- a\n\n'.repeat(6_000),
  '1 MB, 2,000 items': Array.from(
    { length: 2_000 },
    (_, at) => `- [ ] Item ${at} answers in < ${at} ms ${'and more '.repeat(20)}if needed\n  - criterion ${'of it '.repeat(40)}`,
  ).join('\n'),
  '2,000 items': Array.from({ length: 2_000 }, (_, at) => `- [ ] Item ${at} answers in < ${at} ms (if needed)`).join('\n'),
};

compareTexts('Markdown', texts, (text) => readMarkdown({ file: 'bench.md', text }));
