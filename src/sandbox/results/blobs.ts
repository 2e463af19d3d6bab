// Where uploads go before they are artifacts: as the store behind GitHub takes them, in one piece or in blocks.
import type { Reply } from '../server/outcome.ts';
import type { World } from '../state/world.ts';

export interface Blob {
  readonly id: number;
  /** Who knows it may write, until it ends. */
  readonly signature: string;
  readonly expiresAt: number;
  readonly blocks: Map<string, Buffer>;
  bytes: Buffer | null;
}

const known = new WeakMap<World, Map<number, Blob>>();
const hour = 3_600_000;

function blobsIn(world: World): Map<number, Blob> {
  const found = known.get(world);
  if (found) return found;
  const none = new Map<number, Blob>();
  known.set(world, none);
  return none;
}

export function openBlob(world: World): Blob {
  const id = world.nextId();
  const blob = { id, signature: world.random.hex(40), expiresAt: world.clock.now() + hour, blocks: new Map(), bytes: null };
  blobsIn(world).set(id, blob);
  return blob;
}

export function closeBlob(world: World, { id }: Blob): void {
  blobsIn(world).delete(id);
}

/** With a signature as the store has it: for writing, until then. */
export function addressOfBlob({ origin }: World, { id, signature, expiresAt }: Blob): string {
  const until = encodeURIComponent(new Date(expiresAt).toISOString());
  return `${origin}/-/blobs/${id}?se=${until}&sp=cw&sig=${signature}&sr=b&sv=2025-11-05`;
}

export interface Upload {
  readonly method: string;
  readonly url: URL;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

export const blobPath = /^\/-\/blobs\/(?<id>\d+)$/;

export function takeUpload(world: World, upload: Upload): Reply {
  const { url, method } = upload;
  const blob = blobsIn(world).get(Number(blobPath.exec(url.pathname)?.groups?.['id']));
  const signed = blob !== undefined && url.searchParams.get('sig') === blob.signature && blob.expiresAt > world.clock.now();
  if (!signed) return refused(world, 403, 'AuthenticationFailed');
  if (method !== 'PUT') return refused(world, 403, 'AuthorizationPermissionMismatch');
  const comp = url.searchParams.get('comp');
  if (comp === 'block') return takeBlock(world, blob, upload);
  if (comp === 'blocklist') return join(world, blob, upload);
  return comp === null ? takeWhole(world, blob, upload) : refused(world, 400, 'InvalidQueryParameterValue');
}

function takeWhole(world: World, blob: Blob, { header, body }: Upload): Reply {
  const type = header('x-ms-blob-type');
  if (type === undefined) return refused(world, 400, 'MissingRequiredHeader');
  if (type !== 'BlockBlob') return refused(world, 400, 'InvalidHeaderValue');
  blob.bytes = body;
  return taken(world);
}

function takeBlock(world: World, blob: Blob, { url, body }: Upload): Reply {
  const id = url.searchParams.get('blockid') ?? '';
  const sizes = [...blob.blocks.keys()].map(({ length }) => length);
  // All blocks of a blob have names of one length.
  if (!isBlockId(id) || sizes.some((size) => size !== id.length)) return refused(world, 400, 'InvalidBlobOrBlock');
  if (body.length === 0) return refused(world, 400, 'InvalidHeaderValue');
  blob.blocks.set(id, body);
  return taken(world);
}

function isBlockId(id: string): boolean {
  const bytes = Buffer.from(id, 'base64');
  return bytes.length > 0 && bytes.length <= 64 && bytes.toString('base64') === id;
}

function join(world: World, blob: Blob, { body }: Upload): Reply {
  const named = [...body.toString('utf8').matchAll(/<(?<list>Latest|Uncommitted|Committed)>(?<id>[^<]*)<\/\k<list>>/g)];
  const blocks = named.map(({ groups }) => blob.blocks.get(groups?.['id'] ?? ''));
  if (!body.includes('<BlockList')) return refused(world, 400, 'InvalidXmlDocument');
  if (blocks.includes(undefined)) return refused(world, 400, 'InvalidBlockList');
  blob.bytes = Buffer.concat(blocks.filter((each) => each !== undefined));
  blob.blocks.clear();
  return taken(world);
}

function common(world: World): Record<string, string> {
  const date = new Date(world.clock.now()).toUTCString();
  return { date, 'x-ms-request-id': world.random.uuid(), 'x-ms-version': '2025-11-05', server: 'Windows-Azure-Blob/1.0' };
}

function taken(world: World): Reply {
  const headers = common(world);
  const etag = `"0x${world.random.hex(15).toUpperCase()}"`;
  const more = { etag, 'last-modified': headers['date'] ?? '', 'x-ms-request-server-encrypted': 'true' };
  return { status: 201, headers: { ...headers, ...more }, body: '' };
}

function refused(world: World, status: number, code: string): Reply {
  const headers = { ...common(world), 'content-type': 'application/xml', 'x-ms-error-code': code };
  return { status, headers, body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>` };
}
