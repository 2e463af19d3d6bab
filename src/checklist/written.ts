import { type Static, s } from '../gates/engine/schema.ts';
import { fits } from '../gates/engine/validate.ts';
import { ProblemError } from '../ground/problem.ts';
import { line, type WrittenItem, writtenItem } from './fields.ts';
import { phases } from './model.ts';
import type { Branch, Leaf, Outline } from './outline.ts';
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

type WrittenChecklist = Static<typeof checklistSchema>;

/** A checklist in YAML, of the right shape; its meaning is checked when the policy is put together. */
export function readChecklist(source: SourceText): Outline {
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
  return { file: document.file, title: written.title, entries: entriesOf(written, document) };
}

function entriesOf({ sections }: WrittenChecklist, document: Document): Branch[] {
  const spot = (path: string) => ({ ...document.where(path), path });
  return sections.map((written, s) => {
    const { title, phase, items } = written;
    const leaf = (said: WrittenItem, i: number): Leaf => ({
      kind: 'item',
      said,
      limits: [],
      form: 'box',
      commands: [],
      at: spot(`sections.${s}.items.${i}`),
    });
    return { kind: 'section', title, ...(phase && { phase }), entries: items.map(leaf), at: spot(`sections.${s}`) };
  });
}
