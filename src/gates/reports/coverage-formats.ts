import type { Format } from './formats.ts';
import { simplecovShapeOf } from './simplecov.ts';
import { fieldOf, hasField } from './sketch.ts';
import { hasRoot, type XmlRoot } from './xml-root.ts';

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
  { format: 'istanbul', kind: 'coverage', recognises: ({ text, json }) => istanbulSummary.test(text) || isIstanbulFinal(json) },
  {
    format: 'cobertura',
    kind: 'coverage',
    recognises: ({ text }) => hasRoot(text, (root) => root.name === 'coverage' && !isClover(root)),
  },
  {
    format: 'clover',
    kind: 'coverage',
    recognises: ({ text }) => hasRoot(text, (root) => root.name === 'coverage' && isClover(root)),
  },
  { format: 'jacoco', kind: 'coverage', recognises: ({ text }) => hasRoot(text, isJacoco) },
  { format: 'gocover', kind: 'coverage', recognises: ({ text }) => /^mode: (?:set|count|atomic)\r?\n/.test(text) },
  {
    format: 'coverage-py',
    kind: 'coverage',
    recognises: ({ json }) => hasField(fieldOf(json, 'meta'), 'version') && hasField(json, 'files'),
  },
  { format: 'simplecov', kind: 'coverage', recognises: (sketch) => simplecovShapeOf(sketch) !== undefined },
] as const satisfies readonly Format[];

function isIstanbulFinal(json: unknown): boolean {
  const [first] = typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.values(json) : [];
  return hasField(first, 'statementMap') && hasField(first, 'path');
}

/** Both begin with `coverage`: this one has a project in it, the other one packages. */
function isClover({ attributes, inside }: XmlRoot): boolean {
  return !/\s(?:line-rate|lines-valid)\s*=/.test(attributes) && /^(?:\s|<!--[\s\S]*?-->)*<project[\s>]/.test(inside);
}

function isJacoco({ name, doctype, inside }: XmlRoot): boolean {
  return name === 'report' && (doctype.includes('//JACOCO//') || /^\s*<(?:sessioninfo|group|package|counter)[\s/>]/.test(inside));
}
