import { cannotTell, defineGate, type Finding, type Measured, platformOf } from './engine/contract.ts';
import type { CheckBy, ShownCheck } from './engine/platform.ts';
import { type Static, s } from './engine/schema.ts';

/** What Gonogo says itself proves nothing to Gonogo. */
const ourNames = ['gonogo', 'gonogo observe'];

const source = s.object(
  {
    required: s.array(
      s.object({
        name: s.text({ minLength: 1, maxLength: 255, not: { enum: ourNames }, description: 'As GitHub shows it.' }),
        app: s.union([s.text({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 }), s.integer({ minimum: 1 })], {
          description: 'Whose it must be: the slug of the App, such as github-actions, or its number.',
        }),
      }),
      { minItems: 1, maxItems: 50, description: 'Checks that must have ended well on the commit.' },
    ),
  },
  { $id: 'checks.source' },
);

const limits = s.object(
  {
    accept: s.optional(
      s.array(s.oneOf(['neutral', 'skipped']), {
        uniqueItems: true,
        tightens: 'subset',
        description: 'What counts beside success. GitHub lets both pass; here neither does unless it is named.',
      }),
    ),
  },
  { $id: 'checks.limits' },
);

const app = () => s.union([s.text({ minLength: 1 }), s.integer()]);

const evidence = s.object(
  {
    required: s.array(
      s.object({
        name: s.text({ minLength: 1 }),
        app: app(),
        found: s.array(
          s.object({ kind: s.oneOf(['run', 'status']), conclusion: s.union([s.text(), s.nothing()]), url: s.optional(s.text()) }),
          { maxItems: 2 },
        ),
        others: s.array(s.text(), { maxItems: 20 }),
      }),
      { minItems: 1 },
    ),
  },
  { $id: 'checks.evidence' },
);

type Required = Static<typeof evidence>['required'][number];

export const checks = defineGate({
  id: 'checks',
  title: 'Checks of other Apps',
  about:
    'Looks at check runs and commit statuses on the commit: each that is named must have ended well, and be of the App that is named with it; one ' +
    'of the same name by anybody else does not count, and is told of. Of several by one App the newest counts, and where an App has both a run and ' +
    'a status of a name, both. It proves what that App said. All workflows are of the App github-actions, whoever wrote them: what the change ' +
    'itself can edit is better proved by its report.',
  needs: ['platform'],
  keeps: { hours: 1 },
  source,
  limits,
  evidence,

  async collect({ required }, context) {
    const shown = await platformOf(context).checks();
    return { required: required.map(({ name, app: by }) => seenOf(shown, { name, app: by })) };
  },

  judge({ required }, { accept = [] }) {
    const names = required.map((each) => `${each.name}|${each.app}`);
    if (new Set(names).size < names.length) return cannotTell('a check is named twice', 'Name each check once.');
    const good = ['success', ...accept];
    const isGood = ({ found }: Required) => found.length > 0 && found.every(({ conclusion }) => good.includes(conclusion ?? ''));
    const bad = required.filter(({ found }) => found.some(({ conclusion }) => conclusion !== null && !good.includes(conclusion)));
    const open = required.filter((each) => !bad.includes(each) && !isGood(each));
    const measured = required.map(
      (each): Measured => ({ metric: each.name, value: wordOf(each), limit: good.join(' or '), ok: isGood(each) }),
    );
    const done = required.length - bad.length - open.length;
    const summary = [`${done} of ${required.length} ended well`, ...[...bad, ...open].map(sentenceOf)].join('; ');
    if (bad.length > 0) {
      const remedy = `See why ${bad.map(({ name }) => name).join(', ')} did not end well, mend it, and run it again on this commit.`;
      return { result: 'fail', summary, measured, findings: bad.map(findingOf), remedy };
    }
    if (open.length > 0) return { ...cannotTell(summary, remedyFor(open)), measured };
    return { result: 'pass', summary, measured, findings: [] };
  },
});

function seenOf(shown: readonly ShownCheck[], { name, app: wanted }: Pick<Required, 'name' | 'app'>): Required {
  const named = shown.filter((each) => each.name === name);
  const own = named.filter(({ by }) => isBy(by, wanted));
  const found = (['run', 'status'] as const).flatMap((kind) => {
    const [newest] = own.filter((each) => each.kind === kind).toSorted((a, b) => b.id - a.id);
    if (newest === undefined) return [];
    return [{ kind, conclusion: newest.conclusion, ...(newest.url !== undefined && { url: newest.url }) }];
  });
  const others = new Set(named.filter(({ by }) => !isBy(by, wanted)).map(({ by }) => nameOf(by)));
  return { name, app: wanted, found, others: [...others].toSorted().slice(0, 20) };
}

/** GitHub names a status by the account that set it, and tells no number of an App there. */
function isBy(by: CheckBy | null, wanted: string | number): boolean {
  if (by === null || !('app' in by)) return false;
  return typeof wanted === 'number' ? by.id === wanted : by.app === wanted;
}

function nameOf(by: CheckBy | null): string {
  if (by === null) return 'somebody who is no more';
  return 'app' in by ? `the App ${by.app}` : by.login;
}

function wordOf({ found }: Required): string {
  if (found.length === 0) return 'missing';
  return found.map(({ conclusion }) => conclusion ?? 'running').join(', ');
}

function sentenceOf(each: Required): string {
  const others = each.others.length === 0 ? '' : ` (${each.others.join(', ')} also has one of that name, which does not count)`;
  if (each.found.length === 0) return `${each.name} of ${ownerOf(each)} is not there${others}`;
  return `${each.name} of ${ownerOf(each)}: ${wordOf(each)}${others}`;
}

function ownerOf({ app: by }: Pick<Required, 'app'>): string {
  return typeof by === 'number' ? `App ${by}` : by;
}

function findingOf(each: Required): Finding {
  const url = each.found.find(({ conclusion }) => conclusion !== null)?.url;
  return { id: `check:${ownerOf(each)}:${each.name}`, title: sentenceOf(each), ...(url !== undefined && { url }) };
}

function remedyFor(open: readonly Required[]): string {
  const running = open.filter(({ found }) => found.length > 0).map(({ name }) => name);
  const missing = open.filter(({ found }) => found.length === 0).map(({ name }) => name);
  const parts = [
    running.length > 0 ? `Wait until ${running.join(', ')} has ended.` : '',
    missing.length > 0 ? `Let ${missing.join(', ')} run on this commit, by the App that the policy names.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
