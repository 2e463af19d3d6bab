import { viewApp, viewInstallation } from '../../shown/people.ts';
import { viewRepository } from '../../shown/repository.ts';
import { isGranted } from '../../state/access.ts';
import { addToken, covers, suspend } from '../../state/accounts.ts';
import { instant } from '../../state/clock.ts';
import { uninstall } from '../../state/installations.ts';
import { refusal } from '../../state/refusal.ts';
import type { Installation, Level, Permissions } from '../../state/who.ts';
import { found, organizationOf, userOf } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, type Call, created, isRecord, noContent, ok, on, onRepo, type Route, record, texts } from '../route.ts';

const hour = 3_600_000;

/** The App whose JWT was shown; the audience has been checked. */
function ownApp({ caller }: Call) {
  return found(caller.kind === 'app' && caller.app);
}

function installationsOf(call: Call): Installation[] {
  const app = ownApp(call);
  return [...call.world.installations.values()].filter((installation) => installation.app === app);
}

function ownInstallation(call: Call): Installation {
  return found(installationsOf(call).find(({ id }) => id === Number(call.param('installation_id'))));
}

function grantToken(call: Call) {
  const { world, body } = call;
  const installation = ownInstallation(call);
  if (installation.suspendedAt !== null) throw refusal('suspended');
  const permissions = permissionsAsked(installation, record(body, 'permissions'));
  const repos = reposAsked(call, installation);
  const expiresAt = world.clock.now() + hour;
  const repositories = repos === undefined ? installation.repositories : new Set(repos.map(({ id }) => id));
  const token = addToken(world, { kind: 'installation', installation, permissions, repositories, expiresAt });
  return {
    token,
    expires_at: instant(expiresAt),
    permissions: { metadata: 'read', ...permissions },
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    ...(repos && { repositories: repos.map((repo) => viewRepository(world, repo)) }),
  };
}

function permissionsAsked(installation: Installation, asked: Body | undefined): Permissions {
  if (asked === undefined) return installation.permissions;
  const wanted = Object.entries(asked).map(([name, level]): [string, Level] => [
    name,
    level === 'write' || level === 'admin' ? level : 'read',
  ]);
  if (wanted.some(([name, level]) => !isGranted(installation.permissions, `${name}:${level}`))) throw refusal('permissions');
  return Object.fromEntries(wanted.filter(([name]) => name !== 'metadata'));
}

function reposAsked({ world, body }: Call, installation: Installation) {
  const [ids, names] = [body['repository_ids'], texts(body, 'repositories')];
  if (!Array.isArray(ids) && names === undefined) return undefined;
  const reachable = [...world.repos.values()].filter((repo) => covers(installation, repo));
  const wanted = [...(Array.isArray(ids) ? ids : []), ...(names ?? [])];
  return wanted.map((each) => {
    const repo = reachable.find(({ id, name }) => id === each || name === each);
    if (repo === undefined)
      throw refusal('permissions', {
        message: 'There is at least one repository that does not exist or is not accessible to the parent installation.',
      });
    return repo;
  });
}

function installationFor(call: Call, covering: (installation: Installation) => boolean) {
  return ok(viewInstallation(call.world, found(installationsOf(call).find(covering))));
}

export const appRoutes: readonly Route[] = [
  on('GET /app', 'app', (call) => ok(viewApp(call.world, ownApp(call)))),
  on('GET /app/installations', 'app', (call) =>
    page(call, { items: installationsOf(call), view: (each) => viewInstallation(call.world, each) }),
  ),
  on('GET /app/installations/{installation_id}', 'app', (call) =>
    installationFor(call, ({ id }) => id === Number(call.param('installation_id'))),
  ),
  on('POST /app/installations/{installation_id}/access_tokens', 'app', (call) => created(grantToken(call))),
  on('DELETE /app/installations/{installation_id}', 'app', (call) => {
    uninstall(call.world, ownInstallation(call));
    return noContent;
  }),
  on('PUT /app/installations/{installation_id}/suspended', 'app', (call) => {
    suspend(call.world, ownInstallation(call), true);
    return noContent;
  }),
  on('DELETE /app/installations/{installation_id}/suspended', 'app', (call) => {
    suspend(call.world, ownInstallation(call), false);
    return noContent;
  }),
  on('GET /orgs/{org}/installation', 'app', (call) => {
    const { account } = organizationOf(call);
    return installationFor(call, (installation) => installation.account === account);
  }),
  on('GET /users/{username}/installation', 'app', (call) => {
    const account = userOf(call.world, call.param('username'));
    return installationFor(call, (installation) => installation.account === account);
  }),
  onRepo('GET /repos/{owner}/{repo}/installation', { audience: 'app' }, (call) =>
    installationFor(call, (installation) => covers(installation, call.repo)),
  ),
  on('GET /installation/repositories', 'installation', (call) => {
    const { caller, world } = call;
    const grant = found(caller.kind === 'token' && caller.grant.kind === 'installation' && caller.grant);
    const items = [...world.repos.values()].filter(
      (repo) => covers(grant.installation, repo) && (grant.repositories === 'all' || grant.repositories.has(repo.id)),
    );
    const answer = page(call, { items, view: (repo) => viewRepository(world, repo), under: 'repositories' });
    const body = isRecord(answer.body)
      ? { ...answer.body, repository_selection: grant.repositories === 'all' ? 'all' : 'selected' }
      : {};
    return { ...answer, body };
  }),
  on('DELETE /installation/token', 'installation', ({ world, caller }) => {
    if (caller.kind === 'token') world.grants.delete(caller.token);
    return noContent;
  }),
];
