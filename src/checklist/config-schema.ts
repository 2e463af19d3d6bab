import { origins } from '../gates/engine/contract.ts';
import { type Static, s } from '../gates/engine/schema.ts';
import { asked, globsOf, itemFields, line, names, onPush, settings, time, who } from './fields.ts';

const path = line(500);
const said = (description: string) => ({ description });

const people = s.record(
  s.object(
    {
      team: s.optional(line(200, 'A team, as organisation/team.')),
      users: s.optional(s.array(line(100), { minItems: 1, maxItems: 200, ...said('Logins.') })),
    },
    { minProperties: 1 },
  ),
  said('Who holds a role, by the name of the role.'),
);

const checklist = (description: string) => s.union([path, s.array(path, { minItems: 1, maxItems: 20 })], said(description));

const targetsOf = (description: string) =>
  s.record(
    s.object({
      url: line(2_000, 'Its address, with https:// or another scheme.'),
      private: s.optional(s.boolean(said('It may stand in a private range of addresses.'))),
      ca: s.optional(line(500, 'Path of the certificates (PEM) that it is trusted by, instead of the public ones.')),
    }),
    said(description),
  );

const components = s.record(
  s.object({
    paths: globsOf('Files that belong to it: a change of one touches it.'),
    checklist: s.optional(
      checklist('What is asked when it is touched: path of a checklist, name of a bundled profile, or a list.'),
    ),
    targets: s.optional(targetsOf('Live addresses of its own, by name; its items look here first.')),
    tags: s.optional(globsOf('Tags of its own releases.')),
  }),
  said('Parts of the repository, by name; conditions may name no others.'),
);

const gates = s.record(
  s.object({
    target: s.optional(line(100, 'Name of a target.')),
    source: s.optional(settings('What to collect.')),
    limits: s.optional(settings('How to judge.')),
  }),
  said('Settings of a gate for the whole repository, by its id.'),
);

const releases = s.object(
  {
    base: s.optional(globsOf('Branches that releases go into.')),
    head: s.optional(globsOf('Branches that releases come from.')),
    labels: s.optional(names('Labels that make a pull request a release.')),
    tags: s.optional(globsOf('Tags of releases.')),
    version: s.optional(globsOf('Files that carry the version: who changes it makes a release.')),
  },
  { minProperties: 1, ...said('What is a release.') },
);

const trust = s.object(
  {
    minimum: s.optional(s.oneOf(origins, said('The weakest origin of evidence that proves.'))),
    workflows: s.optional(globsOf('Workflows whose evidence counts as theirs when the change leaves them alone.')),
    pinned: s.optional(
      s.array(s.text({ pattern: '^[\\w.-]+/[\\w.-]+/[^@\\s]+@[0-9a-f]{40}$', maxLength: 500 }), {
        minItems: 1,
        maxItems: 100,
        ...said('Workflows pinned to a commit: organisation/repository/path@commit.'),
      }),
    ),
  },
  said('Which evidence is believed.'),
);

const freeze = s.array(
  s.object({
    from: time('Day or instant at which it begins.'),
    until: time('Day or instant at which it ends.'),
    reason: line(1_000, 'Why; everybody sees it.'),
    zone: s.optional(line(100, 'Time zone of days, such as Europe/Berlin; UTC unless said.')),
  }),
  { maxItems: 100, ...said('Windows in which nothing goes but by break-glass.') },
);

const check = s.object(
  {
    waiting: s.optional(s.oneOf(['action_required', 'in_progress'], said('Conclusion of the check run while it waits.'))),
    settle: s.optional(s.integer({ minimum: 0, maximum: 600, ...said('Seconds without change before it turns green.') })),
  },
  { minProperties: 1, ...said('The check run.') },
);

export const configSchema = s.object(
  {
    version: s.json<1>({ const: 1, ...said('Always 1.') }),
    _extends: s.optional(
      s.text({
        pattern: '^[\\w.-]+(/[\\w.-]+)?$',
        maxLength: 200,
        ...said('Repository with the baseline, as organisation/repository.'),
      }),
    ),
    checklist: s.optional(checklist('Path of a checklist, name of a bundled profile, or a list.')),
    enforcement: s.optional(s.oneOf(['observe', 'enforce'], said('observe judges under another name, and blocks nothing.'))),
    targets: s.optional(targetsOf('Live addresses, by name.')),
    environments: s.optional(names('Environments that there are; conditions may name no others.')),
    components: s.optional(components),
    releases: s.optional(releases),
    people: s.optional(people),
    gates: s.optional(gates),
    items: s.optional(s.record(itemFields, said('What this repository says of single items, by id.'))),
    defaults: s.optional(
      s.object(
        { onPush: s.optional(onPush), who: s.optional(who), asked: s.optional(asked) },
        said('For items that do not say.'),
      ),
    ),
    solo: s.optional(s.boolean(said('One person is enough.'))),
    freeze: s.optional(freeze),
    trust: s.optional(trust),
    check: s.optional(check),
    verification: s.optional(s.oneOf(['issue', 'comment'], said('Where the list after the release is kept.'))),
    rollback: s.optional(
      s.object({ dispatch: line(500, 'Workflow that is started.') }, said('What a failed verification starts.')),
    ),
  },
  { $id: 'gonogo/config/1' },
);

export type WrittenConfig = Static<typeof configSchema>;
