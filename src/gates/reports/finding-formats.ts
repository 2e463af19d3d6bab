import type { Format } from './formats.ts';
import { fieldOf, firstOf, hasField, type Sketch } from './sketch.ts';

export const findingFormats = [
  { format: 'sarif', kind: 'findings', recognises: ({ json }) => isSarif(json) },
  { format: 'gitleaks', kind: 'findings', recognises: isGitleaks },
] as const satisfies readonly Format[];

function isSarif(json: unknown): boolean {
  const schema = fieldOf(json, '$schema');
  return Array.isArray(fieldOf(json, 'runs')) || (typeof schema === 'string' && /\bsarif\b/i.test(schema));
}

/** Where nothing was found it is `[]` or `null`, which any tool may write. */
function isGitleaks({ text, json }: Sketch, isAsked: boolean): boolean {
  const first = firstOf(json);
  if (hasField(first, 'RuleID') || (hasField(first, 'offender') && hasField(first, 'rule'))) return true;
  return isAsked ? /^\s*(?:\[\s*\]|null)\s*$/.test(text) || hasField(json, 'leaks') : false;
}
