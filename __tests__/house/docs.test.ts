import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { falseClaims, listed, withFolders } from './docs-rules.ts';
import { ownFiles, read, root } from './sources.ts';

const manifest: { scripts: Record<string, string> } = JSON.parse(read('package.json'));

function help(...args: readonly string[]): string {
  return spawnSync(process.execPath, [join(root, 'src/doors/cli.ts'), ...args, '--help'], { encoding: 'utf8' }).stdout;
}

const commands = new Map(listed(help()).map((command) => [command, new Set([...listed(help(command)), '--help'])]));
const repository = {
  commands,
  scripts: new Set(Object.keys(manifest.scripts)),
  paths: withFolders(ownFiles()),
};
const documents = ownFiles().filter(
  (path) => path.endsWith('.md') && !path.includes('/recorded/') && !path.startsWith('checklists/'),
);

test('the command line lists its commands and their options', () => {
  expect([...commands.keys()]).toEqual(expect.arrayContaining(['check', 'replay', 'read', 'help']));
  expect([...(commands.get('check') ?? [])]).toEqual(expect.arrayContaining(['--machine', '--json', '--record', '--help']));
});

test('what the documents say of scripts, files and commands is true', () => {
  expect(documents.flatMap((path) => falseClaims(path, read(path), repository))).toEqual([]);
  expect(documents).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']));
});

describe('the rules', () => {
  const here = {
    commands: new Map([['check', new Set(['--json'])]]),
    scripts: new Set(['test', 'check']),
    paths: withFolders(['src/ground/json.ts', 'docs/a.md', 'README.md']),
  };

  test.each([
    ['README.md', 'one\nRun `npm run bake`.', 'README.md:2: package.json has no script bake: npm run bake'],
    ['README.md', '```\nnpm run -s bake -- x\n```', 'README.md:2: package.json has no script bake: npm run bake'],
    ['README.md', 'npm start', 'README.md:1: package.json has no script start: npm start'],
    ['README.md', 'See [it](docs/b.md).', 'README.md:1: the link docs/b.md leads nowhere'],
    ['docs/a.md', 'See [it](docs/a.md).', 'docs/a.md:1: the link docs/a.md leads nowhere'],
    ['README.md', 'See `src/ground/jsn.ts`.', 'README.md:1: there is no src/ground/jsn.ts'],
    ['README.md', 'one\n`gonogo chek`', 'README.md:2: gonogo has no command chek'],
    ['README.md', '```sh\nnpm run -s check -- x\nnpx gonogo check --jsn x\n```', 'README.md:3: gonogo check has no option --jsn'],
    ['README.md', 'See `src/attic/`.', 'README.md:1: there is no src/attic/'],
  ])('%s: %j', (path, text, expected) => {
    expect(falseClaims(path, text, here)).toEqual([expected]);
  });

  test.each([
    ['README.md', '`npm run check`, `npm run -s check -- x`, `npm test -- src`, npm ci'],
    ['docs/a.md', '[one](../README.md#part) [two](https://example.org/x) [three](#part) [four](a.md) [five](../src/ground/)'],
    [
      'README.md',
      '`src/ground/json.ts` `src/` `src/gates/<id>.ts` `src/**/*.ts` `api/**` `text/html` `dist/cli/gonogo.js` `a / b`',
    ],
    ['README.md', '`gonogo check --json FILE`, gonogo is here, `gonogo/verdict/1`, `.github/gonogo.yml`, `/gonogo tick`'],
    ['README.md', '```yaml\n`src/nowhere.ts`\n```'],
  ])('%s: %j is true', (path, text) => {
    expect(falseClaims(path, text, here)).toEqual([]);
  });

  test('a help text lists commands and options', () => {
    expect(
      listed('Usage: gonogo\n\n  check  Judge.\n  no-go  More.\n  --record FILE  Also.\n  --json         JSON.\n  0   GO\n'),
    ).toEqual(['check', 'no-go', '--record', '--json']);
  });
});
