import type { Releases } from '../../checklist/policy.ts';
import { compileGlobs } from '../../ground/glob.ts';

export interface Candidate {
  readonly base: string;
  readonly branch: string;
  /** All that it ever had; null when that is not known. */
  readonly labels: readonly string[] | null;
}

/** Whether the configuration speaks of pull requests into a branch at all. Without a word on it those into the default branch are meant. */
export function listsBase(releases: Releases | undefined, base: string, defaultBranch: string): boolean {
  return releases?.base === undefined ? base === defaultBranch : compileGlobs(releases.base)(base);
}

/**
 * Why a pull request is a release, as far as its names tell; nothing when they do not. What its author can name makes it one, and never
 * takes it away: who asks keeps what was answered once. What is not known makes it one.
 */
export function namedRelease(releases: Releases | undefined, { branch, labels }: Candidate): string | undefined {
  const { head, labels: wanted, version } = releases ?? {};
  if (head === undefined && wanted === undefined && version === undefined)
    return 'every pull request into this branch is a release';
  if (head !== undefined && compileGlobs(head)(branch)) return `its branch ${branch} is that of a release`;
  if (wanted === undefined) return undefined;
  if (labels === null) return 'its labels could not be looked up';
  const label = labels.find((each) => wanted.includes(each));
  return label === undefined ? undefined : `it has or had the label ${label}`;
}

/** The files of a change that carry the version, by the configuration. */
export function versionFiles(releases: Releases | undefined, changedPaths: readonly string[]): readonly string[] {
  const { version } = releases ?? {};
  return version === undefined ? [] : changedPaths.filter(compileGlobs(version));
}

/**
 * Whether a file that carries a version carries another one now. What cannot be read, and what
 * has no version that could be told apart from the rest, has changed: it is asked only of files that did.
 */
export function changesVersion(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return true;
  const [was, is] = [before, after].map(versionIn);
  return was === undefined || was !== is;
}

function versionIn(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** What makes a pull request a release, in words. */
export function releaseWords(releases: Releases | undefined): string[] {
  const { head, labels, version } = releases ?? {};
  return [
    ...(head === undefined ? [] : [`a pull request from a branch ${head.join(' or ')}`]),
    ...(labels === undefined ? [] : [`one that has or had the label ${labels.join(' or ')}`]),
    ...(version === undefined ? [] : [`one that changes the version in ${version.join(' or ')}`]),
  ];
}
