import { type Field, fieldsOf } from '../../scripts/fields.ts';
import type { Gate } from '../../src/gates/engine/contract.ts';
import type { TSchema } from '../../src/gates/engine/schema.ts';

const directions = ['higher', 'lower', 'superset', 'subset', 'equal'];
export const recordings = ['pass', 'fail', 'broken'] as const;

/** What a gate lacks apart from its files. */
export function gateFlaws(gate: Gate): string[] {
  const schemas: [string, TSchema][] = [
    ['source', gate.source],
    ['limits', gate.limits],
    ['evidence', gate.evidence],
  ];
  const flaws = [
    ...(/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(gate.id) && gate.id.length <= 80
      ? []
      : ['its id is not lower-case words joined by - or .']),
    ...(gate.title.trim() === '' || gate.about.trim() === '' ? ['it has no title or no about'] : []),
    ...schemas
      .filter(([name, schema]) => Reflect.get(schema, '$id') !== `${gate.id}.${name}`)
      .map(([name]) => `the $id of its ${name} is not ${gate.id}.${name}`),
    ...unannotated(fieldsOf(gate.limits)).map((name) => `its limit ${name} does not say how it tightens`),
  ];
  return flaws.map((flaw) => `gate ${gate.id}: ${flaw}`);
}

/** Leaves that neither say how they tighten nor lie below a field that does. */
function unannotated(fields: readonly Field[]): string[] {
  const said = fields.filter(({ tightens }) => tightens !== undefined && directions.includes(tightens)).map(({ name }) => name);
  const covers = (name: string) =>
    said.some((each) => name === each || name.startsWith(`${each}.`) || name.startsWith(`${each}[]`));
  return fields.filter(({ leaf, name }) => leaf && !covers(name)).map(({ name }) => name);
}

/** The files that belong to a gate. */
export function filesOfGate(id: string): string[] {
  return [
    `src/gates/${id}.ts`,
    `__tests__/gates/${id}.test.ts`,
    `docs/gates/${id}.md`,
    ...recordings.map((name) => `__tests__/gates/recorded/${id}/${name}/expected.json`),
  ];
}
