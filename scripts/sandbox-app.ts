// An App of ours on the sandbox: a repository with a configuration, a release that waits for it, and what `npm run app` needs to be it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { events, permissions } from '../src/github/manifest.ts';
import type { Sandbox } from '../src/sandbox/sandbox.ts';
import { accountOf, addApp, install } from '../src/sandbox/state/accounts.ts';
import type { PullRequest } from '../src/sandbox/state/model.ts';
import { openPull } from '../src/sandbox/state/pulls.ts';
import { commitFiles } from '../src/sandbox/state/pushes.ts';
import { addRepo } from '../src/sandbox/state/repositories.ts';
import { addRuleset } from '../src/sandbox/state/rulesets.ts';

const port = 3_000;

const config = `version: 1
checklist: .github/release.yml
releases: { base: [main] }
check: { settle: 5 }
people:
  harbour-master: { users: [olga] }
`;

const checklist = `format: gonogo/checklist/1
title: Release of the lighthouse
sections:
  - title: Operations
    phase: merge
    items:
      - { id: backups, title: Backups were restored once, level: must }
      - { id: on-call, title: Somebody is on call this week, level: must, owner: { users: [mika] } }
      - { id: guide, title: The guide says what is new, level: should }
  - title: Sign-off
    phase: sign-off
    items:
      - { id: harbour, title: The harbour master agrees, signOff: { role: harbour-master, via: box } }
`;

export interface OwnApp {
  readonly pull: PullRequest;
  /** For `npm run app`. */
  readonly env: string;
}

/** The people of the demo are in its organisation. */
export function settleOwnApp({ world, url }: Sandbox, secret: string): OwnApp {
  const [olga, nora] = [accountOf(world, 'olga'), accountOf(world, 'nora')];
  const owner = accountOf(world, 'harbour');
  const repo = addRepo(world, { owner, name: 'lighthouse', description: 'Light, and when it goes on' });
  for (const [login, role] of Object.entries({
    nora: 'write',
    rafael: 'write',
    mika: 'maintain',
    tess: 'triage',
    olga: 'admin',
  } as const)) {
    repo.collaborators.set(accountOf(world, login).id, role);
  }
  const app = addApp(world, {
    slug: 'gonogo',
    owner,
    permissions: Object.fromEntries(permissions.map(({ name, level }) => [name, level])),
    events: events.map(({ name }) => name),
    hook: { url: `http://127.0.0.1:${port}/api/github/webhooks`, secret },
  });
  install(world, app, { account: owner });
  const files = { 'README.md': '# Lighthouse\n', '.github/gonogo.yml': config, '.github/release.yml': checklist };
  commitFiles(world, repo, { author: olga, message: 'Begin', branch: 'main', files });
  const required_status_checks = [{ context: 'gonogo', integration_id: app.id }];
  addRuleset(world, repo, { rules: [{ type: 'required_status_checks', parameters: { required_status_checks } }], sender: olga });
  commitFiles(world, repo, {
    author: nora,
    message: 'A brighter lamp',
    branch: 'release/2.0',
    files: { 'lamp.txt': '1000 W\n' },
  });
  const head = { repo, ref: 'release/2.0' };
  const pull = openPull(world, repo, { title: 'Release 2.0', author: nora, base: 'main', head });
  return { pull, env: environmentOf({ id: app.id, key: app.key.privatePem, secret, url }) };
}

/** The record of a sandbox is worth as much as the sandbox: each start has one of its own. */
function environmentOf(app: {
  readonly id: number;
  readonly key: string;
  readonly secret: string;
  readonly url: string;
}): string {
  return [
    '# Made by the sandbox for `npm run app`; good for as long as it runs.',
    `APP_ID=${app.id}`,
    `PRIVATE_KEY=${Buffer.from(app.key).toString('base64')}`,
    `WEBHOOK_SECRET=${app.secret}`,
    `GITHUB_API_URL=${app.url}`,
    `PORT=${port}`,
    `GONOGO_DATA=${join(mkdtempSync(join(tmpdir(), 'gonogo-sandbox-')), 'database')}`,
    'GONOGO_EPHEMERAL=1',
    'GONOGO_RHYTHM=boardQuiet=3',
    '',
  ].join('\n');
}

/** It has a key in it: for nobody else's eyes, and never over what somebody wrote. */
export function writeEnvironment(file: string, env: string): void {
  writeFileSync(file, env, { mode: 0o600, flag: 'wx' });
}

/** It is good for nothing once the sandbox has ended, and keeps the next one from starting. What somebody changed is theirs. */
export function removeEnvironment(file: string, env: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === env) rmSync(file);
}
