import { origins } from '../gates/engine/contract.ts';
import { canonical } from '../ground/json.ts';
import type { Problem } from '../ground/problem.ts';
import { own } from './bind.ts';
import type { Config } from './config.ts';
import type { WrittenConfig } from './config-schema.ts';
import type { ItemFields } from './fields.ts';
import type { Outlines } from './outline.ts';
import { problemAt } from './problems.ts';

/** What an organisation says for its repositories: a configuration, and the checklists that it names. */
export interface Baseline extends Outlines {
  readonly config: Config;
}

type Written<K extends keyof WrittenConfig> = NonNullable<WrittenConfig[K]>;

/** The baseline first, the repository adds. What the baseline says of people, targets and trust stands. */
export function mergeConfigs(base: WrittenConfig, mine: WrittenConfig): WrittenConfig {
  const trust = { ...mine.trust, ...base.trust, ...minimum(base, mine) };
  const lists = union(base.environments, mine.environments);
  return {
    ...base,
    ...mine,
    ...(lists && { environments: lists }),
    ...recordOf('targets', { ...mine.targets, ...base.targets }),
    ...recordOf('people', { ...mine.people, ...base.people }),
    ...recordOf('components', { ...base.components, ...mine.components, ...base.components }),
    ...recordOf('gates', mergeEach(base.gates, mine.gates, mergeGate)),
    ...recordOf('items', mergeEach(base.items, mine.items, mergeItem)),
    ...recordOf('defaults', { ...base.defaults, ...mine.defaults }),
    ...recordOf(
      'releases',
      mergeEach(base.releases, mine.releases, (a, b) => [...new Set([...a, ...b])]),
    ),
    ...recordOf('check', { ...base.check, ...mine.check }),
    ...recordOf('trust', trust),
  };
}

/** The checklists of both, those of the baseline first; of a component that both name, the baseline's stand. */
export function mergeOutlines(base: Outlines | undefined, mine: Outlines): Required<Outlines> {
  return {
    checklists: [...(base?.checklists ?? []), ...mine.checklists],
    components: { ...base?.components, ...mine.components, ...base?.components },
    unreadable: [...(base?.unreadable ?? []), ...(mine.unreadable ?? [])],
  };
}

function recordOf<K extends keyof WrittenConfig>(key: K, value: Written<K>): { [key in K]?: Written<K> };
function recordOf(key: string, value: object): object {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

function mergeEach<T>(
  base: { readonly [name: string]: T } = {},
  mine: { readonly [name: string]: T } = {},
  merge: (base: T, mine: T) => T,
): { readonly [name: string]: T } {
  const both = Object.entries(mine).map(([name, said]): [string, T] => {
    const below = own(base, name);
    return [name, below === undefined ? said : merge(below, said)];
  });
  return { ...base, ...Object.fromEntries(both) };
}

type Gate = Written<'gates'>[string];

function mergeGate(base: Gate, mine: Gate): Gate {
  return { ...base, ...mine, ...settings(base, mine) };
}

function mergeItem(base: ItemFields, mine: ItemFields): ItemFields {
  const parameters = { ...base.parameters, ...mine.parameters };
  return { ...base, ...mine, ...settings(base, mine), ...(Object.keys(parameters).length > 0 && { parameters }) };
}

function settings(base: Gate, mine: Gate): Pick<Gate, 'source' | 'limits'> {
  const [source, limits] = [
    { ...base.source, ...mine.source },
    { ...base.limits, ...mine.limits },
  ];
  return { ...(Object.keys(source).length > 0 && { source }), ...(Object.keys(limits).length > 0 && { limits }) };
}

function union(base: readonly string[] | undefined, mine: readonly string[] | undefined): string[] | undefined {
  return base === undefined && mine === undefined ? undefined : [...new Set([...(base ?? []), ...(mine ?? [])])];
}

function minimum(base: WrittenConfig, mine: WrittenConfig): Pick<Written<'trust'>, 'minimum'> {
  const said = mine.trust?.minimum ?? base.trust?.minimum;
  return said === undefined ? {} : { minimum: said };
}

/** What the repository says against its baseline, each at its place. Items that the baseline locks are compared when they are built. */
export function conflicts(base: WrittenConfig, { document, written: mine }: Config): Problem[] {
  const at = (path: string, message: string) => problemAt(document, path, { code: 'config.loosens-baseline', message, remedy });
  const weaker = (['enforcement', 'solo', 'trust.minimum'] as const).filter((path) => isWeaker(path, base, mine));
  const renamed = (['people', 'targets', 'components'] as const).flatMap((key) =>
    Object.keys(mine[key] ?? {})
      .filter((name) => isOther(own<unknown>(base[key], name), own<unknown>(mine[key], name)))
      .map((name) => `${key}.${name}`),
  );
  const trusted = (['workflows', 'pinned'] as const)
    .filter((key) => isOther(base.trust?.[key], mine.trust?.[key]))
    .map((key) => `trust.${key}`);
  return [...weaker, ...renamed, ...trusted].map((path) => at(path, `the baseline says ${path} already, and it stands`));
}

const remedy = 'Take it out, or ask for another baseline.';

function isWeaker(path: 'enforcement' | 'solo' | 'trust.minimum', base: WrittenConfig, mine: WrittenConfig): boolean {
  if (path === 'enforcement') return base.enforcement === 'enforce' && mine.enforcement === 'observe';
  if (path === 'solo') return base.solo === false && mine.solo === true;
  const [least, asked] = [base.trust?.minimum, mine.trust?.minimum];
  return least !== undefined && asked !== undefined && origins.indexOf(asked) < origins.indexOf(least);
}

function isOther(base: unknown, mine: unknown): boolean {
  return base !== undefined && mine !== undefined && canonical(base) !== canonical(mine);
}
