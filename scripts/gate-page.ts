import type { Gate, Need } from '../src/gates/engine/contract.ts';
import type { TSchema } from '../src/gates/engine/schema.ts';
import { type Field, fieldsOf } from './fields.ts';

const needs: Readonly<Record<Need, string>> = {
  workspace: 'the files of the checked-out repository',
  target: 'a live address that the policy names',
  platform: 'the API of the forge',
};

const stricter: Readonly<Record<string, string>> = {
  higher: 'a higher value',
  lower: 'a lower value',
  superset: 'more entries',
  subset: 'fewer entries',
  equal: 'none: every change counts as looser',
};

/** The page of one gate, all from its file. */
export function gatePage(gate: Gate): string {
  const kept =
    gate.keeps === 'commit'
      ? 'for its own commit, as long as that stands'
      : `for its own commit, and for ${gate.keeps.hours} hours at most`;
  return `<!-- Written by npm run docs out of the gate itself. -->

# ${gate.id}: ${gate.title}

${gate.about}

- **Needs** ${gate.needs.map((need) => needs[need]).join(', ') || 'nothing'}.
- **Evidence counts** ${kept}.

## \`source\`: what it collects

${about(gate.source)}${table(fieldsOf(gate.source), false)}

## \`limits\`: how it judges

${about(gate.limits)}${table(fieldsOf(gate.limits), true)}
`;
}

export function indexPage(gates: readonly Gate[]): string {
  const rows = gates.map((gate) => `| [\`${gate.id}\`](${gate.id}.md) | ${cell(gate.title)} | ${gate.needs.join(', ')} |`);
  return `<!-- Written by npm run docs out of the gates themselves. -->

# Gates

| gate | what it proves | needs |
|---|---|---|
${rows.join('\n')}
`;
}

function about(schema: TSchema): string {
  const text: unknown = Reflect.get(schema, 'description');
  return typeof text === 'string' ? `${text}\n\n` : '';
}

function table(fields: readonly Field[], withStricter: boolean): string {
  if (fields.length === 0) return 'Nothing can be set.';
  const head = ['field', 'value', 'default', ...(withStricter ? ['stricter is'] : []), 'meaning'];
  const rows = fields.map((field) => [
    `\`${field.name}\``,
    cell(field.kind),
    field.initial === undefined ? (field.required ? 'must be given' : '-') : `\`${cell(field.initial)}\``,
    ...(withStricter ? [field.tightens === undefined ? '-' : (stricter[field.tightens] ?? field.tightens)] : []),
    cell(field.about),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replace(/\s*\n\s*/g, ' ');
}
