// Writes docs/gates/ out of the gates and docs/schema/ out of the schemas, and removes what belongs to neither.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gates } from '../src/gates/registry.ts';
import { gatePage, indexPage } from './gate-page.ts';
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
