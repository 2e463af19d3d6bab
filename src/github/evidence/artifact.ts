import { createHash } from 'node:crypto';
import { attestationFile, evidenceFile, evidenceMaxBytes } from '../../gates/engine/evidence.ts';
import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Place } from '../../reconcile/ports/place.ts';
import type { ArtifactFiles, ListedArtifact } from '../../reconcile/ports/runs.ts';
import { isFault } from '../client/ask.ts';
import { download } from '../client/wire.ts';
import { askRepo, type Link } from '../link.ts';
import { readZip, Unreadable } from './zip.ts';

/** What deflate could make larger, and what stands around the files. */
const mostPacked = evidenceMaxBytes + 100_000;
const timeoutMs = 20_000;
const route = 'GET /actions/artifacts/{artifact_id}/zip';

/** An artifact, never on disk. What may pass is thrown; what will never be another way is an answer. */
export async function fetchArtifact(
  link: Link,
  { place, artifact }: { readonly place: Place; readonly artifact: ListedArtifact },
): Promise<ArtifactFiles> {
  const { id, bytes, isExpired } = artifact;
  if (isExpired) return unreadable('has expired');
  if (bytes > mostPacked) return unreadable(`has ${bytes} bytes, more than ${mostPacked}`);
  const zip = await bytesOf(link, place, id);
  if (zip === undefined) return unreadable('is not there any more');
  const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
  if (artifact.digest !== null && artifact.digest !== digest) {
    throw new PlatformError(`${route}: other bytes than were listed`, { kind: 'unavailable', asked: route });
  }
  try {
    const files = await readZip(zip, { names: [evidenceFile, attestationFile], mostBytes: evidenceMaxBytes });
    const evidence = files.get(evidenceFile);
    if (evidence === undefined) return unreadable(`holds no ${evidenceFile}`);
    return { is: 'read', evidence, token: files.get(attestationFile)?.toString('latin1') ?? null };
  } catch (error) {
    if (error instanceof Unreadable) return unreadable(error.message);
    throw error;
  }
}

function unreadable(because: string): ArtifactFiles {
  return { is: 'unreadable', because };
}

/** GitHub leads to where it lies, for a minute. Undefined where it is gone. */
async function bytesOf(link: Link, place: Place, id: number): Promise<Buffer | undefined> {
  try {
    const read = (_value: unknown, _at: string, headers: Headers) => headers.get('location') ?? '';
    const where = await askRepo(link, { place, route, parameters: { artifact_id: id }, read, isLink: true });
    if (!mayLead(link, where)) throw new PlatformError(`${route}: it leads nowhere`, { kind: 'unclear', asked: route });
    const got = await download(where, { timeoutMs, mostBytes: mostPacked });
    if (Buffer.isBuffer(got)) return got;
    throw new PlatformError(`${route}: ${got.why}`, { kind: 'unavailable', asked: route });
  } catch (error) {
    if (isFault(error, 'gone')) return undefined;
    throw error;
  }
}

/** Without TLS only where the API is without. */
function mayLead({ client }: Link, where: string): boolean {
  return URL.parse(where)?.protocol === 'https:' || client.isOurs(where);
}
