import { type Effect, type ItemChange, isNothing } from '../checklist/effect.ts';
import type { Warning } from '../checklist/lint/warning.ts';
import type { SettingChange } from '../checklist/settings.ts';
import type { Problem } from '../ground/problem.ts';
import { count } from './plural.ts';

/** A file that releases are judged by, in the state that a change leaves it in. */
export interface GuardedFile {
  readonly path: string;
  readonly is: 'configuration' | 'checklist' | 'owners' | 'workflow';
  /** A link and another repository cannot be read as what was there. */
  readonly becomes: 'file' | 'link' | 'repository' | 'nothing';
}

/** What a pull request makes of the rules, for those who have to agree to it. */
export interface PolicyChange {
  /** Null where that could not be established. */
  readonly files: readonly GuardedFile[] | null;
  /** Others that are open and would be asked more. */
  readonly openReleases: number;
  readonly proposal:
    | { readonly is: 'same' }
    | { readonly is: 'none' }
    | { readonly is: 'unreadable'; readonly problems: readonly Problem[] }
    /** Null where there is nothing to compare it with. */
    | { readonly is: 'read'; readonly effect: Effect | null; readonly warnings: readonly Warning[] };
}

/** What stands above everything else on a board and in a check. */
export interface Remarks {
  readonly notes: readonly string[];
  readonly change?: PolicyChange;
}

const kinds = {
  configuration: 'the configuration',
  checklist: 'a checklist',
  owners: 'who owns which code',
  workflow: 'a workflow that evidence may come from',
} as const;

const ends = {
  file: '',
  link: ', a link by now, which is not followed',
  repository: ', another repository by now, which is not read',
  nothing: ', taken away',
} as const;

export function fileWords({ path, is, becomes }: GuardedFile): string {
  return `${path}: ${kinds[is]}${ends[becomes]}`;
}

/** In one line: `adds 3 items to 12 open pull requests; loosens 2 items`. */
export function effectLine(effect: Effect, openReleases?: number): string {
  if (isNothing(effect)) return 'asks the same as before';
  const { added, removed, tightened, loosened, settings } = effect;
  const towards = (is: SettingChange['is']) => settings.filter((each) => each.is === is).length;
  const [tighter, looser] = [towards('tightened'), towards('loosened')];
  const now = [
    added.length === 0 ? '' : `adds ${count(added.length, 'item')}`,
    tightened.length + tighter === 0 ? '' : `tightens ${both(tightened.length, tighter)}`,
  ].filter((each) => each !== '');
  const later = [
    removed.length === 0 ? '' : `removes ${count(removed.length, 'item')}`,
    loosened.length + looser === 0 ? '' : `loosens ${both(loosened.length, looser)}`,
  ].filter((each) => each !== '');
  const to = openReleases === undefined || now.length === 0 ? '' : ` for ${count(openReleases, 'open pull request')}`;
  return [now.join(' and ') + to, later.join(' and ')].filter((each) => each !== '').join('; ');
}

function both(items: number, settings: number): string {
  const parts = [items === 0 ? '' : count(items, 'item'), settings === 0 ? '' : count(settings, 'setting')].filter(
    (each) => each !== '',
  );
  return parts.join(' and ');
}

/** What is loosened first: that is what somebody has to agree to. */
export function effectRows({ added, removed, tightened, loosened, settings }: Effect): string[] {
  const of = (is: SettingChange['is']) => settings.filter((each) => each.is === is).map(({ key, words }) => `${key}: ${words}`);
  return [
    ...removed.map((each) => `removed: ${itemWords(each)}`),
    ...loosened.map((each) => `loosened: ${itemWords(each)}`),
    ...of('loosened').map((words) => `loosened: ${words}`),
    ...added.map((each) => `added: ${itemWords(each)}`),
    ...tightened.map((each) => `tightened: ${itemWords(each)}`),
    ...of('tightened').map((words) => `tightened: ${words}`),
  ];
}

function itemWords({ title, in: words }: ItemChange): string {
  return words.length === 0 ? title : `${title} (${words.join(', ')})`;
}

/** The whole in short lines, what weighs most first. `openReleases` changes by itself, so that it is not for a page that is written rarely. */
export function changeRows({ files, proposal, openReleases }: PolicyChange, where: 'board' | 'check'): string[] {
  const made = files === null ? ['What this changes could not be established, so that it counts as all of it.'] : [];
  switch (proposal.is) {
    case 'same':
      return [...made, 'What is asked stays the same.'];
    case 'none':
      return [...made, 'Merged, it leaves no configuration: nothing is asked of new releases then, and open ones stay blocked.'];
    case 'unreadable':
      return [
        ...made,
        'Merged, it cannot be read, and no release goes before it is mended:',
        ...proposal.problems.map(problemRow),
      ];
    case 'read': {
      const { effect, warnings } = proposal;
      if (effect === null)
        return [...made, 'What it would change cannot be told: what it was before cannot be read.', ...warningRows(warnings)];
      const line = effectLine(effect, where === 'check' ? openReleases : undefined);
      return [...made, `Merged, it ${line}.`, ...effectRows(effect), ...warningRows(warnings)];
    }
  }
}

function problemRow({ file, line, message }: Problem): string {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return `${place === '' ? '' : `${place}: `}${message}`;
}

const namedWarnings = 3;

function warningRows(warnings: readonly Warning[]): string[] {
  if (warnings.length === 0) return [];
  const named = warnings.slice(0, namedWarnings).map(problemRow);
  return [`Worth a look (${count(warnings.length, 'finding')} of gonogo lint): ${named.join(' · ')}`];
}
