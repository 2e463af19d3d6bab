import { origins } from '../gates/engine/contract.ts';
import { type Static, s } from '../gates/engine/schema.ts';
import type { Json } from '../ground/json.ts';
import { idPattern } from './ids.ts';
import { levels, phases } from './model.ts';

/** A line that a person can read on a board. */
const line = (maxLength: number) => s.text({ minLength: 1, maxLength });
const globs = s.array(line(500), { minItems: 1, maxItems: 200 });
const names = s.array(line(200), { minItems: 1, maxItems: 200 });
const id = s.text({ pattern: idPattern, maxLength: 80 });
/** A day (`2027-06-30`) or an instant with its zone; read closer when the policy is put together. */
const time = line(40);
const settings = s.json<{ readonly [key: string]: Json }>({ type: 'object' });

export const who = s.object(
  {
    write: s.optional(s.json<true>({ const: true })),
    role: s.optional(line(100)),
    team: s.optional(line(200)),
    users: s.optional(names),
    codeowners: s.optional(s.json<true>({ const: true })),
  },
  { minProperties: 1 },
);

export const condition = s.object(
  {
    paths: s.optional(globs),
    labels: s.optional(names),
    branch: s.optional(globs),
    base: s.optional(globs),
    author: s.optional(s.array(s.oneOf(['human', 'bot']), { minItems: 1 })),
    environment: s.optional(names),
    component: s.optional(names),
  },
  { minProperties: 1 },
);

export const asked = s.union([
  s.oneOf(['each-release']),
  s.object({
    standing: s.object({
      lasts: s.optional(s.integer({ minimum: 1, maximum: 365 })),
      voidIfChanged: s.optional(globs),
      environment: s.optional(line(200)),
    }),
  }),
]);

export const onPush = s.union([s.oneOf(['keep', 'reset']), s.object({ resetIfChanged: globs })]);

const support = s.object({
  gate: line(80),
  target: s.optional(line(100)),
  source: s.optional(settings),
  limits: s.optional(settings),
});

/** What can be said of an item, in a checklist or under `items:` in the config. */
const fields = {
  title: s.optional(line(1_000)),
  why: s.optional(s.text({ maxLength: 10_000 })),
  how: s.optional(s.text({ maxLength: 10_000 })),
  level: s.optional(s.oneOf(levels)),
  phase: s.optional(s.oneOf(phases)),
  when: s.optional(condition),
  after: s.optional(s.array(id, { minItems: 1, maxItems: 100 })),
  criteria: s.optional(s.array(line(2_000), { maxItems: 100 })),
  references: s.optional(s.array(line(2_000), { maxItems: 100 })),
  owner: s.optional(who),
  due: s.optional(time),
  asked: s.optional(asked),
  onPush: s.optional(onPush),
  gate: s.optional(line(80)),
  target: s.optional(line(100)),
  source: s.optional(settings),
  limits: s.optional(settings),
  origin: s.optional(s.oneOf(origins)),
  acceptNotApplicable: s.optional(line(1_000)),
  who: s.optional(who),
  signOff: s.optional(
    s.object({
      role: line(100),
      count: s.optional(s.integer({ minimum: 1, maximum: 100 })),
      via: s.optional(s.oneOf(['review', 'command', 'box'])),
    }),
  ),
  rollUp: s.optional(s.union([s.oneOf(['all-above']), s.array(id, { minItems: 1, maxItems: 2_000 })])),
  support: s.optional(s.array(support, { maxItems: 20 })),
  locked: s.optional(s.boolean()),
  always: s.optional(s.boolean()),
  notApplicable: s.optional(s.object({ reason: line(1_000), until: time })),
  enforceFrom: s.optional(time),
  debt: s.optional(s.object({ owner: line(200), until: time })),
};

export const itemFields = s.object(fields);
export const writtenItem = s.object({ id: s.optional(id), ...fields, title: line(1_000) });

export type ItemFields = Static<typeof itemFields>;
export type WrittenItem = Static<typeof writtenItem>;
export type WrittenSupport = Static<typeof support>;
export { globs, line, settings, time };
