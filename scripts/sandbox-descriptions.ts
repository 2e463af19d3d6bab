// Cuts GitHub's published descriptions down to what the sandbox has, into src/sandbox/validate/github/. The packages are large and no
// dependency: install @octokit/openapi, @octokit/openapi-webhooks and @octokit/graphql-schema in a folder elsewhere and name it:
//   node scripts/sandbox-descriptions.ts FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { kept } from '../src/sandbox/graphql/fields.ts';
import { routes } from '../src/sandbox/rest/routes.ts';
import { cutOperations, cutWebhooks, written } from './sandbox-cut.ts';
import { cutSchema } from './sandbox-graphql.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Which folder?\n  Name the one in which the packages of GitHub were installed.\n');
  process.exit(64);
}

const source = (name: string) => join(folder, 'node_modules/@octokit', name);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const version = (name: string) => `@octokit/${name} ${json(join(source(name), 'package.json')).version}, MIT`;
const out = fileURLToPath(new URL('../src/sandbox/validate/github/', import.meta.url));
mkdirSync(out, { recursive: true });

function write(file: string, text: string): void {
  writeFileSync(join(out, file), text);
  process.stdout.write(`${file}: ${Math.round(text.length / 1024)} KB\n`);
}

const rest = cutOperations(
  json(join(source('openapi'), 'generated/api.github.com.json')),
  routes.map(({ operation }) => operation),
);
write('rest.json', written({ source: version('openapi'), ...rest }));
const webhooks = cutWebhooks(json(join(source('openapi-webhooks'), 'generated/api.github.com.json')));
write('webhooks.json', written({ source: version('openapi-webhooks'), ...webhooks }));
const schema = readFileSync(join(source('graphql-schema'), 'schema.graphql'), 'utf8');
write('schema.graphql', `# ${version('graphql-schema')}\n\n${cutSchema(schema, kept)}`);
