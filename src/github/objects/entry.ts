import { createHash } from 'node:crypto';
import type { FileAnswer } from '../../reconcile/ports/platform.ts';
import { flag, oid, orNull, type Read, shaped, text, whole } from '../client/shape.ts';

/** An entry of a tree, as it is asked for below. `mode` tells a link and a submodule from a file. */
export const readEntry = orNull(
  shaped({
    type: text,
    mode: whole,
    oid,
    object: orNull(shaped({ byteSize: orNull(whole), isBinary: orNull(flag), isTruncated: orNull(flag), text: orNull(text) })),
  }),
);
export type Entry = Read<typeof readEntry>;

export const entryFields = 'type mode oid object { ... on Blob { byteSize isBinary isTruncated text } }';

/** What the entry is by itself, or `raw` where its text must be fetched byte for byte. */
export type Seen = FileAnswer | { readonly is: 'raw'; readonly oid: string };

const [link, file, executable] = [0o120000, 0o100644, 0o100755];

/** `folders`: what stands on the way there, the outermost first. */
export function fileOf(entry: Entry, folders: readonly Entry[], mostBytes: number): Seen {
  const blocked = folders.find((each) => each !== null && each.type !== 'tree');
  if (blocked)
    return unusable(blocked.mode === link ? 'a folder on the way there is a link' : 'a folder on the way there is none');
  if (entry === null) return { is: 'none' };
  if (entry.mode === link) return unusable('it is a link');
  if (entry.type === 'commit') return unusable('it is a submodule');
  if (entry.type === 'tree') return unusable('it is a folder');
  if (entry.mode !== file && entry.mode !== executable) return unusable('it is no ordinary file');
  const { byteSize = null, isBinary = null, isTruncated = null, text: content = null } = entry.object ?? {};
  if (byteSize !== null && byteSize > mostBytes) return unusable(`it is larger than ${mostBytes / 1024} KiB`);
  if (isBinary === true) return unusable('it is no text');
  // A text that was cut, or changed on its way, has another id than the file.
  const isWhole = content !== null && isTruncated === false && blobId(Buffer.from(content), entry.oid) === entry.oid;
  return isWhole ? { is: 'text', text: content, oid: entry.oid } : { is: 'raw', oid: entry.oid };
}

export function unusable(because: string): FileAnswer {
  return { is: 'unusable', because };
}

/** The bytes of a blob, if they are those of its id and a text. */
export function textOf(bytes: Buffer, id: string): FileAnswer | undefined {
  if (blobId(bytes, id) !== id) return undefined;
  if (bytes.includes(0)) return unusable('it is no text');
  try {
    return { is: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), oid: id };
  } catch {
    return unusable('it is not written in UTF-8');
  }
}

/** The id that git gives these bytes. `like`: the longer ones are of the newer kind. */
export function blobId(bytes: Buffer, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
