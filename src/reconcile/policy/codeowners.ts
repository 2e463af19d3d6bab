import { compileGlob } from '../../ground/glob.ts';
import type { PersonFacts } from '../../verdict/facts.ts';
import type { Place } from '../ports/place.ts';
import type { Platform } from '../ports/platform.ts';

/** Who owns what, by the file that GitHub reads. `broken`: there is one, and what it says cannot be told. */
export type Owners =
  | { readonly is: 'read'; readonly rules: readonly Rule[] }
  | { readonly is: 'none' }
  | { readonly is: 'broken' };

interface Rule {
  readonly matches: (path: string) => boolean;
  /** In lower case: `login`, `organisation/team`, or an address. */
  readonly owners: readonly string[];
}

/** The first that is there counts, and only that. */
export const ownersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

export async function ownersAt(
  platform: Pick<Platform, 'file'>,
  at: { readonly place: Place; readonly commit: string },
): Promise<Owners> {
  for (const path of ownersPlaces) {
    // The next counts only where this one is not there.
    // oxlint-disable-next-line no-await-in-loop
    const file = await platform.file({ ...at, path });
    if (file.is === 'unusable') return { is: 'broken' };
    if (file.is === 'text') return readOwners(file.text);
  }
  return { is: 'none' };
}

/** One line that cannot be read makes the whole file doubtful: GitHub may pass over that line, or over the file. */
export function readOwners(text: string): Owners {
  const rules: Rule[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const [pattern, ...owners] = wordsOf(line);
    if (pattern === undefined) continue;
    const matches = matcherOf(pattern);
    if (matches === undefined || !owners.every((owner) => ownerName.test(owner))) return { is: 'broken' };
    rules.push({ matches, owners: owners.map((owner) => owner.replace(/^@/, '').toLowerCase()) });
  }
  return { is: 'read', rules };
}

const ownerName = /^(?:@[\w-]+(?:\/[\w.-]+)?|[^@\s]+@[^@\s]+)$/;

/** Up to a `#` that begins a word; a space with `\` before it belongs to the path. */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:\\.|[^\s\\])+/g) ?? [];
  const end = words.findIndex((word) => word.startsWith('#'));
  return end === -1 ? [...words] : words.slice(0, end);
}

/** As `.gitignore` has it, without `!`, sets and an escaped `#`, which GitHub does not take here. */
function matcherOf(written: string): Rule['matches'] | undefined {
  if (/^!|[[\]]|\\#/.test(written)) return undefined;
  const pattern = written.replace(/^\//, '');
  const isAnchored = written.startsWith('/') || pattern.replace(/\/$/, '').includes('/');
  // Braces are plain characters there.
  const plain = (isAnchored ? pattern : `**/${pattern}`).replace(/[{}]/g, '\\$&');
  const globs = plain.endsWith('/')
    ? [`${plain}**`]
    : /(?:^|[^*])\*$/.test(plain) && isAnchored
      ? [plain]
      : [plain, `${plain}/**`];
  try {
    const matchers = globs.map(compileGlob);
    return (path) => matchers.some((matches) => matches(path));
  } catch {
    return undefined;
  }
}

/** Teams whose members own something of what changed. */
export function owningTeams(owners: Owners, paths: readonly string[] | null): string[] {
  return [...ownersOf(owners, paths)].filter((owner) => owner.includes('/'));
}

function ownersOf(owners: Owners, paths: readonly string[] | null): Set<string> {
  if (owners.is !== 'read' || paths === null) return new Set();
  return new Set(paths.flatMap((path) => owners.rules.findLast(({ matches }) => matches(path))?.owners ?? []));
}

/** Whether somebody owns at least one of the files that changed. */
export function isOwner(person: PersonFacts, owners: Owners, paths: readonly string[] | null): PersonFacts['codeowner'] {
  if (owners.is === 'none') return 'no';
  if (owners.is === 'broken' || paths === null) return 'unknown';
  const all = ownersOf(owners, paths);
  if (all.has(person.login.toLowerCase())) return person.permission === 'unknown' ? 'unknown' : 'yes';
  const teams = [...all].filter((owner) => owner.includes('/')).map((team) => person.teams[team] ?? 'unknown');
  if (teams.includes('member')) return 'yes';
  // Whose address that is, nobody tells.
  return teams.includes('unknown') || [...all].some((owner) => owner.includes('@')) ? 'unknown' : 'no';
}
