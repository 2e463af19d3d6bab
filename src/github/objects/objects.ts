import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Place } from '../../reconcile/ports/place.ts';
import type { FileAnswer, MergeBase, Platform, TreeFile } from '../../reconcile/ports/platform.ts';
import { isFault, unlessGone } from '../client/ask.ts';
import { createLru } from '../client/lru.ts';
import { oid, oneOf, orNull, shaped, text, whole } from '../client/shape.ts';
import { askRepo, type Link } from '../link.ts';
import { entryFields, fileOf, readEntry, type Seen, textOf, unusable } from './entry.ts';
import { readTree } from './tree.ts';

export type Objects = Pick<Platform, 'file' | 'blob' | 'mergeBase' | 'tree'> & {
  /** What was seen of a file, with its bytes where these must be fetched. */
  readonly settle: (place: Place, seen: Seen, mostBytes?: number) => Promise<FileAnswer>;
};

const megabyte = 1024 * 1024;
export const mostFileBytes = megabyte;
const keptBytes = 64 * megabyte;

/** Files, trees and merge bases. Objects of git never change, so that what was seen once is not asked for again. */
export function createObjects(link: Link): Objects {
  const blobs = createLru<FileAnswer>(keptBytes);
  const trees = createLru<readonly TreeFile[]>(keptBytes);
  const bases = createLru<MergeBase>(50_000);
  const files = createLru<FileAnswer>(keptBytes);

  const blob: Platform['blob'] = async ({ place, oid: id }) => {
    const key = `${place.repoId} ${id}`;
    const known = blobs.get(key);
    if (known) return known;
    try {
      const answer = await fetchBlob(link, place, id);
      blobs.set(key, answer, sizeOf(answer));
      return answer;
    } catch (error) {
      if (isFault(error, 'refused')) return unusable('the platform does not give it, or it is too large');
      throw error;
    }
  };
  const settle: Objects['settle'] = async (place, seen, mostBytes = mostFileBytes) => {
    if (seen.is !== 'raw') return seen;
    const got = await blob({ place, oid: seen.oid });
    const isLarge = got.is === 'text' && Buffer.byteLength(got.text) > mostBytes;
    return isLarge ? unusable(`it is larger than ${mostBytes / 1024} KiB`) : got;
  };
  return {
    blob,
    settle,
    file: async ({ place, commit, path }) => {
      const key = `${place.repoId} ${commit} ${path}`;
      const known = files.get(key);
      if (known) return known;
      const seen = await seeFile(link, { place, commit, path });
      // What must be fetched for itself is kept by its id.
      if (seen.is !== 'raw') files.set(key, seen, sizeOf(seen));
      return settle(place, seen);
    },
    tree: async ({ place, oid: id }) => {
      const key = `${place.repoId} ${id}`;
      const found = trees.get(key) ?? (await readTree(link, place, id));
      if (found !== null) trees.set(key, found, 100 + found.length * 150);
      return found;
    },
    mergeBase: async ({ place, base, head }) => {
      const key = `${place.repoId} ${base} ${head}`;
      const found = bases.get(key) ?? (await fetchMergeBase(link, { place, base, head }));
      if (found !== null) bases.set(key, found);
      return found;
    },
  };
}

function sizeOf(answer: FileAnswer): number {
  return 300 + (answer.is === 'text' ? answer.text.length : 0);
}

const readBlob = shaped({ content: text, encoding: oneOf('base64'), size: orNull(whole), sha: oid });

async function fetchBlob(link: Link, place: Place, id: string): Promise<FileAnswer> {
  const route = 'GET /git/blobs/{file_sha}';
  const { content } = await askRepo(link, {
    place,
    route,
    parameters: { file_sha: id },
    read: readBlob,
    mostBytes: 2 * mostFileBytes,
  });
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > mostFileBytes) return unusable(`it is larger than ${mostFileBytes / 1024} KiB`);
  const answer = textOf(bytes, id);
  if (answer) return answer;
  throw new PlatformError(`${route}: other bytes than those of ${id}`, { kind: 'unclear', asked: route });
}

/** The file and every folder on the way there in one query. */
async function seeFile(
  link: Link,
  { place, commit, path }: { readonly place: Place; readonly commit: string; readonly path: string },
): Promise<Seen> {
  const parts = path.split('/');
  const names = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const folders = names.slice(0, -1).map((name, index) => `f${index}: file(path: ${JSON.stringify(name)}) { type mode oid }`);
  const query = `query GonogoFile($owner: String!, $name: String!, $commit: GitObjectID!, $path: String!) {
    repository(owner: $owner, name: $name) { databaseId object(oid: $commit) { __typename ... on Commit { ${folders.join(' ')} file(path: $path) { ${entryFields} } } } }
  }`;
  const shapes = Object.fromEntries(folders.map((_, index) => [`f${index}`, readEntry]));
  return link.graphql({
    name: 'GonogoFile',
    query,
    variables: { owner: place.owner, name: place.name, commit, path },
    installation: place.installation,
    subject: [['repository']],
    read: (value, at) => {
      const { repository } = shaped({ repository: readCommitOf(shapes) })(value, at);
      if (repository?.databaseId !== place.repoId || repository.object === null) throw gone(place, `the commit ${commit}`);
      const { file, ...way } = repository.object;
      return fileOf(file ?? null, Object.values(way), mostFileBytes);
    },
  });
}

function readCommitOf(shapes: Readonly<Record<string, typeof readEntry>>) {
  return orNull(shaped({ databaseId: whole, object: orNull(shaped({ ...shapes, file: readEntry })) }));
}

export function gone(place: Place, what: string): PlatformError {
  const asked = `${what} of repository ${place.repoId}`;
  return new PlatformError(`GitHub does not have ${asked} under ${place.owner}/${place.name}`, { kind: 'gone', asked });
}

const readCompared = shaped({ merge_base_commit: shaped({ sha: oid, commit: shaped({ tree: shaped({ sha: oid }) }) }) });

/** Only the merge base: the list of files of a comparison is cut. Not found means unrelated histories, or a commit that is gone. */
async function fetchMergeBase(
  link: Link,
  { place, base, head }: { readonly place: Place; readonly base: string; readonly head: string },
): Promise<MergeBase | null> {
  const compared = await unlessGone(() =>
    askRepo(link, {
      place,
      route: 'GET /compare/{basehead}',
      parameters: { basehead: `${base}...${head}`, per_page: 1 },
      read: readCompared,
    }),
  );
  const found = compared?.merge_base_commit;
  return found === undefined ? null : { sha: found.sha, tree: found.commit.tree.sha };
}
