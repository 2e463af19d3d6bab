import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { BoardComment, Revision } from '../../reconcile/ports/snapshot.ts';
import type { Link } from '../link.ts';
import { allOf, pageOfEdits } from './more.ts';
import { type Edit, type FoundBoard, readEdit } from './read.ts';

/** The newest saving holds another text than the comment: it was saved between the two, or this platform tells less than we know of. */
export function isTorn({ body, userContentEdits }: FoundBoard): boolean {
  const newest = userContentEdits.nodes[0]?.diff;
  return typeof newest === 'string' && lines(newest) !== lines(body);
}

function lines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

export async function boardOf(link: Link, installation: number, found: FoundBoard): Promise<BoardComment> {
  const page = pageOfEdits(link, { installation, id: found.id, read: readEdit });
  const edits = await allOf(found.userContentEdits, page);
  if (edits === null) {
    const asked = 'the history of a board';
    throw new PlatformError(`GitHub does not give ${asked} whole`, { kind: 'unclear', asked });
  }
  const { id: nodeId, fullDatabaseId: id, url, body, isMinimized } = found;
  return { id, nodeId, url, body, isMinimized, revisions: revisionsOf(found, edits) };
}

/** GitHub lists them with the newest first, and none while there was only the first text. */
function revisionsOf(found: FoundBoard, edits: readonly Edit[]): Revision[] {
  const { body, createdAt, author, includesCreatedEdit } = found;
  if (edits.length === 0) return [{ at: createdAt, editor: author, body }];
  // Where the texts are not whole bodies, as nobody has promised that they are, only the one that stands there now is known.
  const isKnown = !isTorn(found);
  const saved = edits.map(({ editedAt, editor, diff }, index) => ({
    at: editedAt,
    editor,
    body: index === 0 ? body : isKnown ? diff : null,
  }));
  const first: Revision[] = includesCreatedEdit ? [] : [{ at: createdAt, editor: author, body: null }];
  return [...first, ...saved.toReversed()];
}
