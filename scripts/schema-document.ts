import { catalogueSchema } from '../src/checklist/catalogue.ts';
import { configSchema } from '../src/checklist/config-schema.ts';
import { itemSchema } from '../src/checklist/fields.ts';
import { checklistSchema, groupSchema, sectionSchema } from '../src/checklist/written.ts';

interface Published {
  [key: string]: unknown;
}

/** JSON Schemas for editors, by file name: all from the schemas that Gonogo itself validates with. */
export function schemaDocuments(): Map<string, string> {
  const documents: readonly (readonly [name: string, title: string, schema: Published])[] = [
    ['config.json', 'Gonogo: .github/gonogo.yml', plain(configSchema)],
    ['checklist.json', 'Gonogo: a checklist', checklist()],
    ['catalogue.json', 'Gonogo: controls', plain(catalogueSchema)],
  ];
  return new Map(documents.map(([name, title, schema]) => [name, textOf(title, schema)]));
}

function textOf(title: string, schema: Published): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title, ...schema }, undefined, 2)}\n`;
}

/** Gonogo reads what is within level by level; an editor wants it in one schema. */
function checklist(): Published {
  const item = { ...plain(itemSchema), anyOf: [{ required: ['title'] }, { required: ['control'] }] };
  const definitions = { section: withEntries(plain(sectionSchema)), group: withEntries(plain(groupSchema)), item };
  return { ...withEntries(plain(checklistSchema)), definitions };
}

function withEntries(schema: Published): Published {
  const properties: Published = { ...asObject(schema['properties']) };
  // A keyword of JSON Schema: nothing here is a promise.
  // oxlint-disable-next-line no-thenable
  const entry = { if: { required: ['group'] }, then: ref('group'), else: ref('item') };
  properties['items'] = { ...asObject(properties['items']), items: entry };
  if ('sections' in properties) properties['sections'] = { ...asObject(properties['sections']), items: ref('section') };
  return { ...schema, properties };
}

function ref(name: string): Published {
  return { $ref: `#/definitions/${name}` };
}

function plain(schema: object): Published {
  const { $id: _, ...rest }: Published = JSON.parse(JSON.stringify(schema));
  return rest;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
