// Writes the pages of docs/gates/ out of the gates, and removes those of gates that are gone.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gates } from '../src/gates/registry.ts';
import { gatePage, indexPage } from './gate-page.ts';

const folder = new URL('../docs/gates/', import.meta.url);
const pages = new Map([
  ['README.md', indexPage(gates)],
  ...gates.map((gate): [string, string] => [`${gate.id}.md`, gatePage(gate)]),
]);

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(new URL(file, folder));
for (const [file, text] of pages) writeFileSync(new URL(file, folder), text);
process.stdout.write(`${pages.size} pages written to ${fileURLToPath(folder)}\n`);
