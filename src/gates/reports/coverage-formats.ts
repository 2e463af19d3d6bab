import type { Format } from './formats.ts';

const metric = '"(?:lines|statements|functions|branches|branchesTrue)"';
const count = '"(?:total|covered|skipped|pct)"';
const key = '"(?:[^"\\\\]|\\\\.)*"';
const istanbulSummary = new RegExp(`^\\s*\\{\\s*${key}\\s*:\\s*\\{\\s*${metric}\\s*:\\s*\\{\\s*${count}\\s*:`);

export const coverageFormats = [
  {
    format: 'lcov',
    kind: 'coverage',
    recognises: ({ text }) => /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:TN|SF):/.test(text),
  },
  { format: 'istanbul', kind: 'coverage', recognises: ({ text }) => istanbulSummary.test(text) },
] as const satisfies readonly Format[];
