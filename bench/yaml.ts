// How long YAML takes that was made to break a parser, and a checklist of 2,000 items that was not: node bench/yaml.ts.
// Each is read once to warm up and five times to measure; shown is the middle one in processor time, and its ratio to that of 2,000 items.
import { parseYaml } from '../src/checklist/yaml.ts';
import { compareTexts } from './processor.ts';

const maxBytes = 1024 * 1024;
const bomb = Array.from({ length: 30 }, (_, i) => `b${i + 1}: &b${i + 1} [${Array(9).fill(`*b${i}`).join(', ')}]`);

const texts: Readonly<Record<string, string>> = {
  '20,000 deep [': '['.repeat(20_000),
  '20,000 deep {a:': '{a: '.repeat(20_000),
  '20,000 deep -': '- '.repeat(20_000),
  '20,000 deep ?': '? '.repeat(20_000),
  'stairs of 1,000': Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  '20,000 ]': ']'.repeat(20_000),
  'alias bomb': ['b0: &b0 [x]', ...bomb].join('\n'),
  '1 MB of - 1': '- 1\n'.repeat(maxBytes / 4),
  '100 kB of - 1': '- 1\n'.repeat(25_000),
  '100 kB of [1,': `[${'1,'.repeat(49_000)}1]`,
  '100 kB of {a: 1}': `[${Array(10_000).fill('{a: 1}').join(', ')}]`,
  '100 kB of keys': Array.from({ length: 7_000 }, (_, i) => `key-${i}: ${i}`).join('\n'),
  '1 MB of quotes': `'${"''".repeat(maxBytes / 2 - 1)}`,
  '2,000 items': `items:\n${Array.from({ length: 2_000 }, (_, i) => `  - { id: item-${i}, title: Item ${i}, level: must, phase: merge }\n`).join('')}`,
};

compareTexts('YAML', texts, (text) => parseYaml({ file: 'bench.yml', text }, maxBytes));
