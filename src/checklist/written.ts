import { type Static, s } from '../gates/engine/schema.ts';
import { fits } from '../gates/engine/validate.ts';
import { ProblemError } from '../ground/problem.ts';
import { line, writtenItem } from './fields.ts';
import { phases } from './model.ts';
import { problemAt, problemsOf } from './problems.ts';
import { type Document, parseYaml, type SourceText } from './yaml.ts';

const mostBytes = 1024 * 1024;

const section = s.object({
  title: line(500),
  phase: s.optional(s.oneOf(phases)),
  items: s.array(writtenItem, { maxItems: 2_000 }),
});

export const checklistSchema = s.object(
  {
    format: s.json<'gonogo/checklist/1'>({ const: 'gonogo/checklist/1' }),
    title: line(500),
    sections: s.array(section, { maxItems: 200 }),
  },
  { $id: 'gonogo/checklist/1' },
);

export type WrittenSection = Static<typeof section>;

/** A checklist file as written and of the right shape. */
export interface WrittenChecklist {
  readonly document: Document;
  readonly written: Static<typeof checklistSchema>;
}

export function readChecklist(source: SourceText): WrittenChecklist {
  const document = parseYaml(source, mostBytes);
  const { value: written } = document;
  if (!fits(checklistSchema, written)) throw new ProblemError(...problemsOf(checklistSchema, document));
  if (written.sections.every(({ items }) => items.length === 0)) {
    const what = {
      code: 'checklist.empty',
      message: 'the checklist has no items',
      remedy: 'Add at least one item; an empty checklist never passes.',
    };
    throw new ProblemError(problemAt(document, 'sections', what));
  }
  return { document, written };
}
