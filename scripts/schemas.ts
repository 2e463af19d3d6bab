// Every schema that is validated while Gonogo runs. The bundle carries their validators instead of a schema compiler,
// so a schema that is missing here is an error there: to add one, give it an `$id` and name it below.
import { catalogueSchema } from '../src/checklist/catalogue.ts';
import { configSchema } from '../src/checklist/config-schema.ts';
import { itemSchema, writtenItem } from '../src/checklist/fields.ts';
import { checklistSchema, groupSchema, sectionSchema } from '../src/checklist/written.ts';
import { evidenceSchema } from '../src/gates/engine/evidence.ts';
import type { TSchema } from '../src/gates/engine/schema.ts';
import { gates } from '../src/gates/registry.ts';
import { recordingSchema } from '../src/verdict/recording.ts';

/** One line for each schema that is no gate's. */
const others: readonly TSchema[] = [
  configSchema,
  checklistSchema,
  sectionSchema,
  groupSchema,
  itemSchema,
  writtenItem,
  catalogueSchema,
  evidenceSchema,
  recordingSchema,
];

export const schemas: readonly TSchema[] = [...gates.flatMap((gate) => [gate.source, gate.limits, gate.evidence]), ...others];
