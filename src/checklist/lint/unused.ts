import { canonical } from '../../ground/json.ts';
import { own } from '../bind.ts';
import { targetsOf } from '../component.ts';
import type { Item } from '../model.ts';
import { usesOf } from '../uses.ts';
import { type Around, firstTo, type Layer, layersOf, type SaidBy, settingLayers } from './layers.ts';
import { rolesOf } from './people.ts';
import type { Entry, Reading } from './reading.ts';
import { aboutConfig, type Warning } from './warning.ts';

/** Parts of the configuration that nothing reads: whoever wrote them believes that they hold. */
export function unusedSettings(reading: Reading, knownRoles: readonly string[]): Warning[] {
  const { policy, config } = reading;
  const uses = [...usesOf(policy), ...policy.checklist.items.flatMap(couldBeOf)];
  const roles = new Set([...policy.checklist.items.flatMap(rolesOf), ...knownRoles]);
  const gates = new Set(uses.map(({ gate }) => gate));
  const targets = new Set(uses.flatMap(({ target }) => (target === undefined ? [] : [target])));
  const unused = (section: string, names: readonly string[], used: ReadonlySet<string>) =>
    names.filter((name) => !used.has(name)).map((name) => ({ path: `${section}.${name}`, name }));
  const idleTargets = targetsOf(config.written).filter(({ name }) => !targets.has(name));
  return [
    ...unused('gates', Object.keys(config.written.gates ?? {}), gates).map(({ path, name }) =>
      aboutConfig(reading, path, {
        code: 'lint.unused-gate',
        message: `no item uses the gate ${name}`,
        remedy: `Let an item name it: items: { ID: { gate: ${name} } }. gonogo lint --suggest finds items that may mean it.`,
      }),
    ),
    ...idleTargets.map(({ path, name }) =>
      aboutConfig(reading, path, {
        code: 'lint.unused-target',
        message: `no item uses the target ${name}`,
        remedy: 'Name it as the `target` of an item or of a gate, or take it out.',
      }),
    ),
    ...unused('people', Object.keys(config.written.people ?? {}), roles).map(({ path, name }) =>
      aboutConfig(reading, path, {
        code: 'lint.unused-role',
        message: `no item asks for the role ${name}`,
        remedy: 'Name it in an item, or take it out.',
      }),
    ),
  ];
}

function couldBeOf({ proof }: Item) {
  return proof.by === 'person' ? proof.couldBe : [];
}

/** Words under `items:` that change nothing, because the checklist says the same or the rules do not heed them. */
export function idleOverrides(reading: Reading): Warning[] {
  const { config, entries } = reading;
  return entries.flatMap((entry) => {
    const override = own(config.written.items, entry.item.id) ?? {};
    const repeated = Object.entries(override).flatMap(([field, value]) => {
      const below = saidBelow(field, entry, reading);
      if (below === undefined || canonical(below.said[field]) !== canonical(value)) return [];
      const message = `the ${wordsFor(below.by)} says the same already`;
      const said = { code: 'lint.idle-override', message, remedy: 'Take it out.' };
      return [aboutConfig(reading, `items.${entry.item.id}.${field}`, said)];
    });
    return [...repeated, ...idleExemption(reading, entry.item)];
  });
}

/** Who would have the last word on a field without the repository's own word about the item. */
function saidBelow(field: string, entry: Entry, around: Around): Layer | undefined {
  const layers = layersOf(entry, around);
  const { items, checklist, section, control } = layers;
  const above = (from: readonly Layer[]) => from.filter(({ by }) => by !== 'items');
  if (isSetting(field)) return firstTo(field, above(settingLayers(layers)));
  const isInherited = field === 'level' || field === 'phase';
  return firstTo(field, [...above(items), checklist, ...(isInherited ? [section] : []), control]);
}

function isSetting(field: string): boolean {
  return field === 'target' || field === 'source' || field === 'limits';
}

function wordsFor(by: SaidBy): string {
  if (by === 'gates') return 'section for the gate';
  return by.startsWith('baseline') ? 'baseline' : by;
}

function idleExemption(reading: Reading, item: Item): Warning[] {
  const isWritten = own(reading.config.written.items, item.id)?.notApplicable !== undefined;
  const why = whyIdle(item);
  if (!isWritten || why === undefined) return [];
  return [
    aboutConfig(reading, `items.${item.id}.notApplicable`, {
      code: 'lint.idle-exemption',
      message: `this exempts ${item.id} from nothing: ${why}`,
      remedy: 'Take it out.',
    }),
  ];
}

function whyIdle({ locked, level, proof }: Item): string | undefined {
  if (locked) return 'it is locked';
  if (proof.by === 'sign-off') return 'a sign-off always applies';
  if (proof.by === 'items') return 'it looks at other items, and applies when they do';
  return level === 'may' ? 'it is `may` and blocks nothing' : undefined;
}
