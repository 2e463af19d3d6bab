import type { World } from '../state/world.ts';
import type { Reply } from './outcome.ts';

const path = /^\/-\/artifacts\/(?<id>\d+)\.zip\?sig=(?<name>\w+)$/;

/** A file that lies outside of the API: whoever has the address has it, while it holds. */
export function downloadFrom(world: World, target: string): Reply | undefined {
  const { id, name = '' } = path.exec(target)?.groups ?? {};
  if (id === undefined) return undefined;
  const link = world.downloads.get(name);
  if (!link || link.artifact.id !== Number(id) || link.expiresAt <= world.clock.now()) return refused;
  const headers = { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${id}.zip"` };
  return { status: 200, headers, body: link.artifact.zip };
}

/** As the store says it behind GitHub, in XML. */
const refused: Reply = {
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code></Error>\n',
};
