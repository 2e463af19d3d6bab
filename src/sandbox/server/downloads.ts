import type { World } from '../state/world.ts';
import type { Reply } from './outcome.ts';

const path = /^\/-\/artifacts\/(?<id>\d+)(?:\.zip)?\?sig=(?<name>\w+)$/;

/** A file that lies outside of the API: whoever has the address has it, while it holds. */
export function downloadFrom(world: World, target: string): Reply | undefined {
  const { id, name = '' } = path.exec(target)?.groups ?? {};
  if (id === undefined) return undefined;
  const link = world.downloads.get(name);
  if (!link || link.artifact.id !== Number(id) || link.expiresAt <= world.clock.now()) return refused;
  const { name: called, mime, zip } = link.artifact;
  const file = mime === 'application/zip' ? `${called}.zip` : called;
  const disposition = `attachment; filename="${file.replaceAll(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file)}`;
  return { status: 200, headers: { 'content-type': mime, 'content-disposition': disposition }, body: zip };
}

/** As the store says it behind GitHub, in XML. */
const refused: Reply = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code></Error>\n',
};
