// The repositories of the demo: code with tests, a policy, a workflow, and a release that waits. One has a checklist of its own, one all of
// what comes with Gonogo.

import { events, permissions } from '../../src/github/manifest.ts';
import { accountOf, addAccount, addApp, addOrganization, install } from '../../src/sandbox/state/accounts.ts';
import type { PullRequest, Repo } from '../../src/sandbox/state/model.ts';
import { openPull } from '../../src/sandbox/state/pulls.ts';
import { commitFiles } from '../../src/sandbox/state/pushes.ts';
import { addRepo } from '../../src/sandbox/state/repositories.ts';
import { addRuleset } from '../../src/sandbox/state/rulesets.ts';
import type { Account, App, Role } from '../../src/sandbox/state/who.ts';
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

/** A checklist that comes with it, tried without blocking anything. */
const observing = (service: string) => `version: 1
checklist: essentials
enforcement: observe
releases: { base: [main] }
trust: { workflows: [.github/workflows/release.yml] }
targets:
  production: { url: '${service}', private: true, ca: .github/authority.pem }
gates:
  coverage: { source: { files: reports/lcov.info } }
  tests: { source: { files: reports/tests.xml } }
  headers: { target: production }
  tls: { target: production }
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
  readonly lighthouse: Repo;
  readonly ferry: Repo;
  readonly app: App;
}

export interface Settling {
  /** Where the App hears. */
  readonly hook: { readonly url: string; readonly secret: string };
  readonly service: string;
}

export function settleRepositories(world: World, { hook, service }: Settling): Settled {
  const { account: owner, members } = addOrganization(world, 'harbour', 'read');
  for (const [login] of people) members.set(addAccount(world, login).id, 'member');
  const app = addApp(world, {
    slug: 'gonogo',
    name: 'Gonogo',
    owner,
    permissions: Object.fromEntries(permissions.map(({ name, level }) => [name, level])),
    events: events.map(({ name }) => name),
    hook,
  });
  install(world, app, { account: owner });
  const own = { '.github/gonogo.yml': config(service), '.github/release.yml': checklist };
  const lighthouse = settle(world, owner, { name: 'lighthouse', about: 'Light, and when it goes on', files: own });
  const required_status_checks = [{ context: 'gonogo', integration_id: app.id }];
  const rules = [{ type: 'required_status_checks', parameters: { required_status_checks } }];
  addRuleset(world, lighthouse, { rules, sender: accountOf(world, 'olga') });
  const files = { '.github/gonogo.yml': observing(service) };
  const ferry = settle(world, owner, { name: 'ferry', about: 'When it goes, and where it is', files });
  return { lighthouse, ferry, app };
}

interface Settlement {
  readonly name: string;
  readonly about: string;
  /** What releases are judged by. */
  readonly files: Readonly<Record<string, string>>;
}

function settle(world: World, owner: Account, { name, about, files }: Settlement): Repo {
  const repo = addRepo(world, { owner, name, description: about, private: true });
  for (const [login, role] of people) repo.collaborators.set(accountOf(world, login).id, role);
  const begun = { ...beginning(name, about), ...files };
  commitFiles(world, repo, { author: accountOf(world, 'olga'), message: 'Begin', branch: 'main', files: begun });
  return repo;
}

const manifest = (name: string, version: string) => `{ "name": "${name}", "version": "${version}", "type": "module" }\n`;

function beginning(name: string, about: string): Record<string, string> {
  return {
    'README.md': `# ${name}\n\n${about}.\n`,
    'package.json': manifest(name, '1.9.0'),
    'src/light.js': code(2),
    'test/light.test.js': test(2),
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
    'package.json': manifest(repo.name, '2.0.0'),
  };
  commitFiles(world, repo, { author, message: 'Longer flashes', branch, files });
  const body = 'Flashes are longer, so that ships see them in rain.\n';
  return openPull(world, repo, { title: 'Release 2.0', body, author, base: 'main', head: { repo, ref: branch } });
}
