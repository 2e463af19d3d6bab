// Writes docs/gates/ out of the gates, docs/schema/ out of the schemas and docs/sandbox.md out of the sandbox, and removes what belongs to neither.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gates } from '../src/gates/registry.ts';
import { kept } from '../src/sandbox/graphql/fields.ts';
import { routes } from '../src/sandbox/rest/routes.ts';
import { byHand } from '../src/sandbox/state/refusal.ts';
import { openDescriptions } from '../src/sandbox/validate/descriptions.ts';
import { permissionFor } from '../src/sandbox/webhooks/events.ts';
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
