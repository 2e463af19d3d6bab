import { origins } from '../gates/engine/contract.ts';
import { canonical } from '../ground/json.ts';
import { own } from './bind.ts';
import { type Freeze, type Policy, type Releases, usualSettle } from './policy.ts';

/** What a configuration says of all items at once, and how it changed. */
export interface SettingChange {
  /** As it is written: `trust.minimum`. */
  readonly key: string;
  readonly is: 'tightened' | 'loosened';
  readonly words: string;
}

/** What cannot be compared is loosened. */
export function settingChanges(before: Policy, after: Policy): SettingChange[] {
  return [
    ...enforcement(before, after),
    ...solo(before, after),
    ...trust(before, after),
    ...freezes(before.freeze, after.freeze),
    ...people(before, after),
    ...named('targets', before.targets, after.targets),
    ...named('components', before.components ?? {}, after.components ?? {}),
    ...releases(before.releases ?? {}, after.releases ?? {}),
    ...settle(before, after),
    ...single('verification', before.verification, after.verification),
    ...single('rollback.dispatch', before.rollback?.dispatch, after.rollback?.dispatch),
  ];
}

function change(key: string, isTighter: boolean, words: string): SettingChange {
  return { key, is: isTighter ? 'tightened' : 'loosened', words };
}

function enforcement({ enforcement: was }: Policy, { enforcement: is }: Policy): SettingChange[] {
  return was === is ? [] : [change('enforcement', is === 'enforce', `${is}, was ${was}`)];
}

function solo({ solo: was }: Policy, { solo: is }: Policy): SettingChange[] {
  return was === is ? [] : [change('solo', was, is ? 'one person is enough' : 'a second person is needed')];
}

function trust({ trust: was }: Policy, { trust: is }: Policy): SettingChange[] {
  const isHigher = origins.indexOf(is.minimum) > origins.indexOf(was.minimum);
  const minimum = was.minimum === is.minimum ? [] : [change('trust.minimum', isHigher, `${is.minimum}, was ${was.minimum}`)];
  const lists = (['workflows', 'pinned'] as const).flatMap((key) => {
    const [some, now] = [was[key], is[key]];
    if (canonical(some ?? null) === canonical(now ?? null)) return [];
    const isShorter = some !== undefined && now !== undefined && now.every((each) => some.includes(each));
    return [change(`trust.${key}`, isShorter, isShorter ? 'fewer are believed' : 'others are believed')];
  });
  return [...minimum, ...lists];
}

function freezes(before: readonly Freeze[], after: readonly Freeze[]): SettingChange[] {
  const has = (all: readonly Freeze[], { from, until }: Freeze) => all.some((each) => each.from <= from && each.until >= until);
  const gone = before.filter((each) => !has(after, each)).length;
  const come = after.filter((each) => !has(before, each)).length;
  return [
    ...(gone === 0 ? [] : [change('freeze', false, `${gone} shorter or gone`)]),
    ...(come === 0 ? [] : [change('freeze', true, `${come} new or longer`)]),
  ];
}

/** Who holds a role: fewer is stricter, and anything else is more or others. */
function people({ people: was }: Policy, { people: is }: Policy): SettingChange[] {
  return namesIn(was, is).flatMap((role) => {
    const [some, now] = [own(was, role), own(is, role)];
    if (canonical(some ?? null) === canonical(now ?? null)) return [];
    const key = `people.${role}`;
    if (now === undefined) return [change(key, true, 'held by nobody any more')];
    if (some === undefined) return [change(key, false, 'held by somebody now')];
    const isFewer = some.team === now.team && (now.users ?? []).every((each) => (some.users ?? []).includes(each));
    return [change(key, isFewer, isFewer ? 'held by fewer' : 'held by others')];
  });
}

type Named = { readonly [name: string]: unknown };

function named(section: string, was: Named, is: Named): SettingChange[] {
  return namesIn(was, is).flatMap((name) => {
    const [some, now] = [own(was, name), own(is, name)];
    if (canonical(some ?? null) === canonical(now ?? null)) return [];
    const words = some === undefined ? 'new' : now === undefined ? 'gone' : 'another';
    return [change(`${section}.${name}`, some === undefined, words)];
  });
}

/** More that makes a pull request a release is stricter. Where nothing is named every pull request is one. */
function releases(was: Releases, is: Releases): SettingChange[] {
  const isEvery = ({ head, labels, version }: Releases) => head === undefined && labels === undefined && version === undefined;
  return (['base', 'head', 'labels', 'tags', 'version'] as const).flatMap((key) => {
    const [some, now] = [was[key], is[key]];
    if (canonical(some ?? null) === canonical(now ?? null)) return [];
    const isMore = now !== undefined && (some ?? []).every((each) => now.includes(each));
    const excludes = [...(some ?? []), ...(now ?? [])].some((each) => each.startsWith('!'));
    const isPlain = key === 'base' || key === 'tags' ? some !== undefined : !isEvery(was);
    const isStricter = (isMore && isPlain && !excludes) || (isEvery(is) && key !== 'base' && key !== 'tags');
    return [change(`releases.${key}`, isStricter, isStricter ? 'more are releases' : 'others are releases')];
  });
}

function settle({ check: was }: Policy, { check: is }: Policy): SettingChange[] {
  const [some, now] = [was?.settle ?? usualSettle, is?.settle ?? usualSettle];
  return some === now ? [] : [change('check.settle', now > some, `${now}, was ${some}`)];
}

function single(key: string, was: string | undefined, is: string | undefined): SettingChange[] {
  return was === is ? [] : [change(key, was === undefined, is === undefined ? 'gone' : was === undefined ? 'new' : 'another')];
}

function namesIn(was: Named, is: Named): string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted();
}
