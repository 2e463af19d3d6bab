import { origins } from '../gates/engine/contract.ts';
import { type Static, s } from '../gates/engine/schema.ts';
import { fits } from '../gates/engine/validate.ts';
import { type Problem, ProblemError } from '../ground/problem.ts';
import { asked, itemFields, line, onPush, settings, time, who } from './fields.ts';
import { problemsOf } from './problems.ts';
import { type Document, parseYaml, type SourceText } from './yaml.ts';

export const configFile = '.github/gonogo.yml';
const mostBytes = 64 * 1024;

const named = s.object(
  { team: s.optional(line(200)), users: s.optional(s.array(line(100), { minItems: 1, maxItems: 200 })) },
  { minProperties: 1 },
);
const path = line(500);

export const configSchema = s.object(
  {
    version: s.json<1>({ const: 1 }),
    checklist: s.union([path, s.array(path, { minItems: 1, maxItems: 20 })]),
    enforcement: s.optional(s.oneOf(['observe', 'enforce'])),
    targets: s.optional(s.record(s.object({ url: line(2_000) }))),
    people: s.optional(s.record(named)),
    gates: s.optional(
      s.record(s.object({ target: s.optional(line(100)), source: s.optional(settings), limits: s.optional(settings) })),
    ),
    items: s.optional(s.record(itemFields)),
    defaults: s.optional(s.object({ onPush: s.optional(onPush), who: s.optional(who), asked: s.optional(asked) })),
    solo: s.optional(s.boolean()),
    freeze: s.optional(s.array(s.object({ from: time, until: time, reason: line(1_000) }), { maxItems: 100 })),
    trust: s.optional(s.object({ minimum: s.optional(s.oneOf(origins)) })),
  },
  { $id: 'gonogo/config/1' },
);

export type WrittenConfig = Static<typeof configSchema>;

/** `.github/gonogo.yml` as written and of the right shape; its meaning is checked when the policy is put together. */
export interface Config {
  readonly document: Document;
  readonly written: WrittenConfig;
  /** Paths of the checklists, from the root of the repository. */
  readonly checklists: readonly string[];
}

export function readConfig(source: SourceText): Config {
  const document = parseYaml(source, mostBytes);
  const { value: written } = document;
  if (!fits(configSchema, written)) throw new ProblemError(...problemsOf(configSchema, document));
  const checklists = typeof written.checklist === 'string' ? [written.checklist] : written.checklist;
  const unknown = checklists.flatMap((checklist, index) =>
    isPath(checklist) ? [] : [notBundled(checklist, index, { document, written })],
  );
  if (unknown.length > 0) throw new ProblemError(...unknown);
  return { document, written, checklists };
}

function isPath(checklist: string): boolean {
  return checklist.includes('/') || /\.(ya?ml|md)$/.test(checklist);
}

function notBundled(name: string, index: number, { document, written }: Pick<Config, 'document' | 'written'>): Problem {
  const at = typeof written.checklist === 'string' ? 'checklist' : `checklist.${index}`;
  return {
    code: 'config.no-such-profile',
    message: `there is no bundled profile named ${name}`,
    remedy: 'Name a checklist of your own by its path, such as .github/checklist.yml.',
    file: document.file,
    path: at,
    ...document.where(at),
  };
}
