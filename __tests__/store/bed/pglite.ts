import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../../../src/ground/json.ts';
import { openEmbedded } from '../../../src/store/engine/embedded.ts';
import { migrate } from '../../../src/store/schema/migrate.ts';
import { migrations } from '../../../src/store/schema/migrations.ts';
import { cached, dataFolder } from './cache.ts';

/** A folder in which PGlite has been set up: that takes seconds, and a copy of it does not. */
export async function pgliteFolder({ onDisk = false } = {}): Promise<string> {
  const { version } = JSON.parse(readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const made = await cached(`pglite-${version}-${digest(migrations).slice(0, 12)}`, async (folder) => {
    const database = await openEmbedded({ folder, transactionMs: 60_000 });
    await migrate(database);
    await database.close();
  });
  const folder = join(dataFolder({ onDisk }), 'data');
  cpSync(made, folder, { recursive: true });
  return folder;
}
