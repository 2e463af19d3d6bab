// Writes docs/gates/ out of the gates, docs/schema/ out of the schemas, docs/sandbox.md out of the sandbox, and action.yml with its tables in
// docs/action.md out of the inputs of the Action; and removes what belongs to none.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gates } from '../src/gates/registry.ts';
import { kept } from '../src/sandbox/graphql/fields.ts';
import { routes } from '../src/sandbox/rest/routes.ts';
import { byHand } from '../src/sandbox/state/refusal.ts';
import { openDescriptions } from '../src/sandbox/validate/descriptions.ts';
import { permissionFor } from '../src/sandbox/webhooks/events.ts';
import { actionYml, withTables } from './action-yml.ts';
import { gatePage, indexPage } from './gate-page.ts';
import { sandboxPage } from './sandbox-page.ts';
import { schemaDocuments } from './schema-document.ts';

function writeFolder(path: string, pages: ReadonlyMap<string, string>): void {
  const folder = new URL(`../${path}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(new URL(file, folder));
  for (const [file, text] of pages) writeFileSync(new URL(file, folder), text);
  process.stdout.write(`${pages.size} files written to ${fileURLToPath(folder)}\n`);
}

writeFolder(
  'docs/gates',
  new Map([['README.md', indexPage(gates)], ...gates.map((gate): [string, string] => [`${gate.id}.md`, gatePage(gate)])]),
);
writeFolder('docs/schema', schemaDocuments());
const sandbox = sandboxPage({ routes, byHand, kept, permissionFor, describedEvents: openDescriptions().events() });
writeFileSync(new URL('../docs/sandbox.md', import.meta.url), sandbox);
const page = new URL('../docs/action.md', import.meta.url);
writeFileSync(page, withTables(readFileSync(page, 'utf8')));
writeFileSync(new URL('../action.yml', import.meta.url), actionYml());
