import type { Format } from './formats.ts';
import { testShapeOf } from './test-json.ts';
import { hasRoot } from './xml-root.ts';

const tap = /^(?:[^\S\n]*(?:#[^\n]*)?\r?\n)*(?:TAP version 1[234]\b|1\.\.\d+|(?:not )?ok\b)/;

export const testFormats = [
  {
    format: 'junit',
    kind: 'tests',
    recognises: ({ text }) => hasRoot(text, ({ name }) => ['testsuites', 'testsuite'].includes(name)),
  },
  { format: 'trx', kind: 'tests', recognises: ({ text }) => hasRoot(text, ({ name }) => name === 'TestRun') },
  {
    format: 'nunit',
    kind: 'tests',
    recognises: ({ text }) => hasRoot(text, ({ name }) => ['test-run', 'test-results'].includes(name)),
  },
  {
    format: 'xunit',
    kind: 'tests',
    recognises: ({ text }) => hasRoot(text, ({ name }) => ['assemblies', 'assembly'].includes(name)),
  },
  { format: 'tap', kind: 'tests', recognises: ({ text }) => tap.test(text) },
  { format: 'test-json', kind: 'tests', recognises: (sketch) => testShapeOf(sketch) !== undefined },
] as const satisfies readonly Format[];
