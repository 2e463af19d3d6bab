import type { Place } from '../../reconcile/ports/place.ts';
import type { TreeFile } from '../../reconcile/ports/platform.ts';
import { flag, listOf, oid, type Read, shaped, text } from '../client/shape.ts';
import { askRepo, type Link } from '../link.ts';

const readPage = shaped({ truncated: flag, tree: listOf(shaped({ path: text, mode: text, type: text, sha: oid })) });
type TreePage = Read<typeof readPage>;

/** GitHub has no page for the tree in which nothing is. */
const empty = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const mostFolders = 300;
const mostFiles = 500_000;
const mostBytes = 24 * 1024 * 1024;

/** Every file below a tree. What is too large for one answer is walked folder by folder; null when that, too, has no end. */
export async function readTree(link: Link, place: Place, root: string): Promise<readonly TreeFile[] | null> {
  const found: TreeFile[] = [];
  const waiting = [{ id: root, prefix: '' }];
  for (let asked = 0; waiting.length > 0; asked += 1) {
    const { id, prefix } = waiting.shift() ?? { id: empty, prefix: '' };
    if (asked >= mostFolders || found.length > mostFiles) return null;
    if (id === empty) continue;
    const whole = await page(link, place, { id, isDeep: true });
    const shallow = whole.truncated ? await page(link, place, { id, isDeep: false }) : whole;
    if (shallow.truncated) return null;
    for (const { path, mode, type, sha } of shallow.tree) {
      if (type !== 'tree') found.push({ path: prefix + path, mode, oid: sha });
      else if (whole.truncated) waiting.push({ id: sha, prefix: `${prefix}${path}/` });
    }
  }
  return found;
}

function page(link: Link, place: Place, { id, isDeep }: { readonly id: string; readonly isDeep: boolean }): Promise<TreePage> {
  return askRepo(link, {
    place,
    route: 'GET /git/trees/{tree_sha}',
    parameters: { tree_sha: id, ...(isDeep && { recursive: '1' }) },
    read: readPage,
    mostBytes,
  });
}
