import { type Static, s } from '../gates/engine/schema.ts';
import { fits } from '../gates/engine/validate.ts';
import { nearest, type Problem, ProblemError } from '../ground/problem.ts';
import { id, line, shared, support } from './fields.ts';
import { isOf, namesIn, parameter } from './parameters.ts';
import { problemAt, problemsOf } from './problems.ts';
import { parseYaml, type SourceText } from './yaml.ts';

const mostBytes = 1024 * 1024;

const control = s.object({
  id: id('Stable name, by which items refer to it.'),
  ...shared,
  title: line(1_000, 'One line: the requirement.'),
  parameters: s.optional(s.record(parameter, { description: 'What it leaves open, by name; `{{name}}` stands for the value.' })),
  proofs: s.optional(
    s.array(support, {
      minItems: 1,
      maxItems: 10,
      description: 'Gates that can prove it; the first whose inputs are there does.',
    }),
  ),
});

export const catalogueSchema = s.object(
  {
    format: s.json<'gonogo/catalogue/1'>({ const: 'gonogo/catalogue/1', description: 'Always gonogo/catalogue/1.' }),
    title: line(500, 'What the controls are about.'),
    controls: s.array(control, { minItems: 1, maxItems: 1_000, description: 'The controls.' }),
  },
  { $id: 'gonogo/catalogue/1' },
);

export type Control = Static<typeof control>;
export type Catalogue = ReadonlyMap<string, Control>;

/** All controls of all files by id, or every problem in them. */
export function readCatalogue(sources: readonly SourceText[]): Catalogue {
  const controls = new Map<string, Control>();
  const problems: Problem[] = [];
  for (const source of sources) {
    const document = parseYaml(source, mostBytes);
    const { value } = document;
    if (!fits(catalogueSchema, value)) {
      problems.push(...problemsOf(catalogueSchema, document));
      continue;
    }
    for (const [index, each] of value.controls.entries()) {
      problems.push(...faultsOf(each, controls).map((what) => problemAt(document, `controls.${index}`, what)));
      controls.set(each.id, each);
    }
  }
  if (problems.length > 0) throw new ProblemError(...problems);
  return controls;
}

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

function faultsOf({ parameters = {}, ...said }: Control, before: Catalogue): Fault[] {
  const used = new Set(namesIn(said));
  const declared = Object.keys(parameters);
  const wrong = Object.entries(parameters).filter(([, rule]) => rule.default !== undefined && !isOf(rule, rule.default));
  return [
    ...(before.has(said.id) ? [fault(`the id ${said.id} is taken already`, 'Give each control an id of its own.')] : []),
    ...[...used]
      .filter((name) => !declared.includes(name))
      .map((name) =>
        fault(`{{${name}}} is no parameter of this control`, nearestOf(name, declared, 'Declare it under `parameters`.')),
      ),
    ...declared
      .filter((name) => !used.has(name))
      .map((name) => fault(`nothing uses the parameter ${name}`, 'Use it, or take it out.')),
    ...wrong.map(([name]) => fault(`the default of ${name} is not of its own type`, 'Correct the default or the type.')),
  ];
}

function fault(message: string, remedy: string): Fault {
  return { code: 'catalogue.control', message, remedy };
}

function nearestOf(name: string, names: readonly string[], otherwise: string): string {
  const meant = nearest(name, names);
  return meant === undefined ? otherwise : `Did you mean ${meant}?`;
}
