// The repository of the demo: code with tests, a policy, a workflow, and a release that waits.

import { events, permissions } from '../../src/github/manifest.ts';
import { accountOf, addAccount, addApp, addOrganization, install } from '../../src/sandbox/state/accounts.ts';
import type { PullRequest, Repo } from '../../src/sandbox/state/model.ts';
import { openPull } from '../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../src/sandbox/state/rulesets.ts';
import type { App, Role } from '../../src/sandbox/state/who.ts';
import type { World } from '../../src/sandbox/state/world.ts';
import { authority } from './certificate.ts';

export const people: readonly (readonly [login: string, role: Role, about: string])[] = [
  ['nora', 'write', 'wrote the release'],
  ['rafael', 'write', 'reviews it, and may tick boxes'],
  ['olga', 'admin', 'is the harbour master, whose sign-off is asked for'],
  ['ivo', 'read', 'may look, and no more'],
];

const config = (service: string) => `version: 1
checklist: .github/release.yml
releases: { base: [main] }
check: { settle: 3 }
people:
  harbour-master: { users: [olga] }
trust: { workflows: [.github/workflows/release.yml] }
targets:
  lighthouse: { url: '${service}', private: true, ca: .github/authority.pem }
`;

const checklist = `format: gonogo/checklist/1
title: Release of the lighthouse
sections:
  - title: Quality
    phase: merge
    items:
      - { id: tests, title: The tests pass, gate: tests, source: { files: reports/tests.xml }, limits: { tests: 3 } }
      - { id: coverage, title: Tests run the code, gate: coverage, source: { files: reports/lcov.info }, limits: { lines: 80 } }
  - title: Security
    phase: merge
    items:
      - { id: headers, title: Browsers are told to keep out of trouble, gate: headers, target: lighthouse, limits: { grade: B } }
      - { id: tls, title: TLS 1.2 or newer, gate: tls, target: lighthouse, limits: { minimum: TLSv1.2 } }
  - title: Operations
    phase: merge
    items:
      - { id: backups, title: A backup was restored this month, why: A backup that was never restored is a hope. }
      - { id: on-call, title: Somebody is on call this week }
      - { id: guide, title: The guide says what is new, level: should }
  - title: Sign-off
    phase: sign-off
    items:
      - { id: harbour, title: The harbour master agrees, signOff: { role: harbour-master, via: box } }
`;

const step = (words: object) => `      - ${JSON.stringify(words)}\n`;

/** As docs/workflows/release-check.yml, with tools that need no network. */
const workflow = `name: Release check
on: [pull_request, merge_group]
permissions: {}
jobs:
  reports:
    runs-on: ubuntu-24.04
    permissions: { contents: read }
    steps:
${step({ uses: 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd' })}${step({ uses: 'actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238', with: { 'node-version': 24 } })}${step(
  {
    name: 'Tests with coverage',
    run: 'mkdir -p reports && node --test --experimental-test-coverage --test-reporter=junit --test-reporter-destination=reports/tests.xml --test-reporter=lcov --test-reporter-destination=reports/lcov.info',
  },
)}${step({ uses: 'actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f', with: { name: 'reports', path: 'reports/' } })}
  evidence:
    needs: reports
    if: \${{ !cancelled() }}
    runs-on: ubuntu-24.04
    permissions: { contents: read, id-token: write }
    steps:
${step({ uses: 'actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131', with: { name: 'reports', path: 'reports' } })}${step({ uses: `gonogo/gonogo@${'0'.repeat(40)}` })}`;

const code = (seconds: number) => `/** How long the light is on, out of every minute. */
export function lit(flashes) {
  if (flashes < 0) throw new RangeError('no light flashes less than never');
  return Math.min(60, flashes * ${seconds});
}
`;

const test = (seconds: number) => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lit } from '../src/light.js';

test('a dark night', () => assert.equal(lit(0), 0));
test('a flash', () => assert.equal(lit(1), ${seconds}));
test('never more than a minute', () => assert.equal(lit(90), 60));
test('never less than never', () => assert.throws(() => lit(-1)));
`;

export interface Settled {
  readonly repo: Repo;
  readonly app: App;
}

export interface Settling {
  /** Where the App hears. */
  readonly hook: { readonly url: string; readonly secret: string };
  readonly service: string;
}

export function settleRepository(world: World, { hook, service }: Settling): Settled {
  const { account: owner, members } = addOrganization(world, 'harbour', 'read');
  const repo = addRepo(world, { owner, name: 'lighthouse', description: 'Light, and when it goes on', private: true });
  for (const [login, role] of people) {
    const account = addAccount(world, login);
    repo.collaborators.set(account.id, role);
    members.set(account.id, 'member');
  }
  const app = addApp(world, {
    slug: 'gonogo',
    name: 'Gonogo',
    owner,
    permissions: Object.fromEntries(permissions.map(({ name, level }) => [name, level])),
    events: events.map(({ name }) => name),
    hook,
  });
  install(world, app, { account: owner });
  const olga = accountOf(world, 'olga');
  commitFiles(world, repo, { author: olga, message: 'Begin', branch: 'main', files: beginning(service) });
  const required_status_checks = [{ context: 'gonogo', integration_id: app.id }];
  addRuleset(world, repo, { rules: [{ type: 'required_status_checks', parameters: { required_status_checks } }], sender: olga });
  return { repo, app };
}

function beginning(service: string): Record<string, string> {
  return {
    'README.md': '# Lighthouse\n\nLight, and when it goes on.\n',
    'package.json': '{ "name": "lighthouse", "version": "1.9.0", "type": "module" }\n',
    'src/light.js': code(2),
    'test/light.test.js': test(2),
    '.github/gonogo.yml': config(service),
    '.github/release.yml': checklist,
    '.github/authority.pem': authority,
    '.github/workflows/release.yml': workflow,
  };
}

/** Once the App hears of it: then it has its board in seconds. */
export function openRelease(world: World, repo: Repo): PullRequest {
  const author = accountOf(world, 'nora');
  const branch = 'release/2.0';
  const files = {
    'src/light.js': code(3),
    'test/light.test.js': test(3),
    'package.json': '{ "name": "lighthouse", "version": "2.0.0", "type": "module" }\n',
  };
  commitFiles(world, repo, { author, message: 'Longer flashes', branch, files });
  const body = 'Flashes are longer, so that ships see them in rain.\n';
  return openPull(world, repo, { title: 'Release 2.0', body, author, base: 'main', head: { repo, ref: branch } });
}
