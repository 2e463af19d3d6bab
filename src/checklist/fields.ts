import { origins } from '../gates/engine/contract.ts';
import { type Static, s } from '../gates/engine/schema.ts';
import type { Json } from '../ground/json.ts';
import { idPattern } from './ids.ts';
import { levels, phases } from './model.ts';

/** A line that a person can read on a board. */
const line = (maxLength: number, description?: string) => s.text({ minLength: 1, maxLength, ...said(description) });
const globsOf = (description?: string) => s.array(line(500), { minItems: 1, maxItems: 200, ...said(description) });
const globs = globsOf();
const names = (description?: string) => s.array(line(200), { minItems: 1, maxItems: 200, ...said(description) });
const id = (description?: string) => s.text({ pattern: idPattern, maxLength: 80, ...said(description) });
/** A day (`2027-06-30`) or an instant with its zone; read closer when the policy is put together. */
const time = (description?: string) => line(40, description);
const settings = (description?: string) => s.json<{ readonly [key: string]: Json }>({ type: 'object', ...said(description) });
const yes = (description: string) => s.json<true>({ const: true, description });

function said(description: string | undefined): { description?: string } {
  return description === undefined ? {} : { description };
}

const whoOf = (description: string) =>
  s.object(
    {
      write: s.optional(yes('Everybody with write access.')),
      role: s.optional(line(100, 'Whoever holds this role by `people`.')),
      team: s.optional(line(200, 'A team, as organisation/team.')),
      users: s.optional(names('Logins.')),
      codeowners: s.optional(yes('Owners of what changed, by CODEOWNERS.')),
    },
    { minProperties: 1, description },
  );
export const who = whoOf('Who may tick it; any one of these ways is enough.');

export const condition = s.object(
  {
    paths: s.optional(globsOf('A changed file matches one of these; `!` takes out.')),
    labels: s.optional(names('It ever had one of these labels.')),
    branch: s.optional(globsOf('The branch matches one of these.')),
    base: s.optional(globsOf('The base branch matches one of these.')),
    author: s.optional(s.array(s.oneOf(['human', 'bot']), { minItems: 1, description: 'Who opened it.' })),
    environment: s.optional(names('It is deployed to one of these.')),
    component: s.optional(names('It touches one of these components.')),
  },
  { minProperties: 1, description: 'Applies only if all of these hold. What cannot be established holds.' },
);

export const asked = s.union(
  [
    s.oneOf(['each-release']),
    s.object({
      standing: s.object({
        lasts: s.optional(s.integer({ minimum: 1, maximum: 365, description: 'Days that an answer lasts; 90 unless said.' })),
        voidIfChanged: s.optional(globsOf('It ends when a file that matches changes.')),
        environment: s.optional(line(200, 'It holds for this environment only.')),
      }),
    }),
  ],
  { description: 'How often it is asked: at each release, or once in a while.' },
);

export const onPush = s.union(
  [s.oneOf(['keep', 'reset']), s.object({ resetIfChanged: globsOf('It is asked again when a file that matches changes.') })],
  { description: 'What new commits do to a tick. Sign-offs always reset.' },
);

const support = s.object({
  gate: line(80, 'Id of the gate.'),
  target: s.optional(line(100, 'Name of a target.')),
  source: s.optional(settings('What to collect.')),
  limits: s.optional(settings('How to judge.')),
});

export const level = s.oneOf(levels, { description: 'must blocks, should shows as debt, may is folded away.' });
export const phase = s.oneOf(phases, { description: 'When in the life of a release it counts.' });

const signOff = s.object(
  {
    role: line(100, 'The role they hold by `people`.'),
    count: s.optional(s.integer({ minimum: 1, maximum: 100, description: 'How many different people; 1 unless said.' })),
    via: s.optional(s.oneOf(['review', 'command', 'box'], { description: 'How they sign; by an approving review unless said.' })),
  },
  { description: 'Proved by people who hold a role.' },
);
const proofs = s.array(support, { maxItems: 20, description: 'Gates that are shown beside a box and never close it.' });
const rollUp = s.union([s.oneOf(['all-above']), s.array(id(), { minItems: 1, maxItems: 2_000 })], {
  description: 'Proved by other items; nobody ticks it.',
});

/** What a control says as well. */
const shared = {
  title: s.optional(line(1_000, 'One line: the requirement.')),
  why: s.optional(s.text({ maxLength: 10_000, description: 'Why it matters.' })),
  how: s.optional(s.text({ maxLength: 10_000, description: 'How to do it, and how to tell that it is done.' })),
  level: s.optional(level),
  phase: s.optional(phase),
  criteria: s.optional(s.array(line(2_000), { maxItems: 100, description: 'When it counts as done.' })),
  references: s.optional(s.array(line(2_000), { maxItems: 100, description: 'Where to read more.' })),
  asked: s.optional(asked),
  onPush: s.optional(onPush),
  who: s.optional(who),
  signOff: s.optional(signOff),
  evidence: s.optional(s.oneOf(['link'], { description: 'A tick counts only with an `https` address in its reason.' })),
  support: s.optional(proofs),
};

/** What can be said of an item, in a checklist or under `items:` in the config. */
const fields = {
  ...shared,
  when: s.optional(condition),
  after: s.optional(s.array(id(), { minItems: 1, maxItems: 100, description: 'Ids of items that must be done first.' })),
  owner: s.optional(whoOf('Who looks after it.')),
  due: s.optional(time('Day or instant by which it is to be done.')),
  control: s.optional(id('Id of a control of the catalogue, which says all that the item does not.')),
  parameters: s.optional(settings('Values for what the control leaves open.')),
  gate: s.optional(line(80, 'Id of the gate that proves it.')),
  target: s.optional(line(100, 'Name of the target that the gate looks at.')),
  source: s.optional(settings('What the gate collects.')),
  limits: s.optional(settings('How the gate judges.')),
  origin: s.optional(s.oneOf(origins, { description: 'The weakest origin of evidence that proves it.' })),
  acceptNotApplicable: s.optional(line(1_000, 'Why the gate\'s own "not applicable" is an answer.')),
  rollUp: s.optional(rollUp),
  locked: s.optional(s.boolean({ description: 'Never waived, never not applicable; a baseline locks it for its repositories.' })),
  always: s.optional(s.boolean({ description: 'Blocks even when the glass is broken.' })),
  notApplicable: s.optional(
    s.object(
      { reason: line(1_000, 'Why.'), until: time('Day or instant at which this ends.') },
      { description: "The policy's own word that it does not apply." },
    ),
  ),
  enforceFrom: s.optional(time('Shown, but blocking only from then on.')),
  debt: s.optional(
    s.object(
      { owner: line(200, 'Who pays it.'), until: time('Blocking after this.') },
      { description: 'Known to be open: shown as debt until then.' },
    ),
  ),
};

export const itemFields = s.object(fields);
export const writtenItem = s.object(
  { id: s.optional(id()), ...fields, title: line(1_000) },
  { $id: 'gonogo/checklist/1/titled-item' },
);

/** An item in a checklist in YAML: its control may give the title. */
export const itemSchema = s.object(
  { id: s.optional(id('Stable name; made from section and title when absent.')), ...fields },
  { $id: 'gonogo/checklist/1/item' },
);

export type ItemFields = Static<typeof itemFields>;
export type WrittenItem = Static<typeof writtenItem>;
export type WrittenSupport = Static<typeof support>;
export { globs, globsOf, id, line, names, settings, shared, support, time };
