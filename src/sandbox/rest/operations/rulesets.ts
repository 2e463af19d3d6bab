import { commitOf } from '../../git/store.ts';
import { entryAt } from '../../git/tree.ts';
import { viewRuleset, viewSource } from '../../shown/rulesets.ts';
import { accountBehind } from '../../state/access.ts';
import type { RepositoriesMeant, Rule, Ruleset } from '../../state/model.ts';
import { branchOf } from '../../state/repositories.ts';
import { laidDownBy, rulesetsOver, rulesFor } from '../../state/rules.ts';
import { addRuleset, changeRuleset, layDown, type RulesetWish, removeRuleset } from '../../state/rulesets.ts';
import type { Account } from '../../state/who.ts';
import type { World } from '../../state/world.ts';
import { found, organizationOf } from '../find.ts';
import { needOwner, onOrg } from '../members.ts';
import { page } from '../pages.ts';
import {
  type Body,
  type Call,
  created,
  noContent,
  ok,
  onRepo,
  type RepoCall,
  type Route,
  record,
  records,
  text,
  texts,
} from '../route.ts';

function meantFrom(conditions: Body): RepositoriesMeant | undefined {
  const [names, ids] = [record(conditions, 'repository_name'), record(conditions, 'repository_id')?.['repository_ids']];
  if (Array.isArray(ids)) return { include: [], exclude: [], ids: ids.filter((id) => typeof id === 'number') };
  return names && { include: texts(names, 'include') ?? [], exclude: texts(names, 'exclude') ?? [] };
}

function wishFrom(body: Body): RulesetWish {
  const conditions = record(body, 'conditions') ?? {};
  const refs = record(conditions, 'ref_name');
  const [target, enforcement] = [text(body, 'target'), text(body, 'enforcement')];
  const fields = {
    name: text(body, 'name'),
    target: target === 'tag' || target === 'push' || target === 'branch' ? target : undefined,
    enforcement: enforcement === 'disabled' || enforcement === 'evaluate' || enforcement === 'active' ? enforcement : undefined,
    include: refs && texts(refs, 'include'),
    exclude: refs && texts(refs, 'exclude'),
    repositories: meantFrom(conditions),
    rules: records(body, 'rules')?.map(ruleFrom),
    bypass: records(body, 'bypass_actors')?.map(({ actor_id, actor_type, bypass_mode }) => ({
      actor_id: typeof actor_id === 'number' ? actor_id : null,
      actor_type: String(actor_type),
      bypass_mode: typeof bypass_mode === 'string' ? bypass_mode : 'always',
    })),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function ruleFrom(given: Body): Rule {
  const parameters = record(given, 'parameters');
  return { type: text(given, 'type') ?? '', ...(parameters && { parameters }) };
}

/** Its own alone: what the organisation laid down is changed there. */
function rulesetOf({ repo, param }: RepoCall): Ruleset {
  return found(repo.rulesets.get(Number(param('ruleset_id'))));
}

function rulesetsSeen({ repo, query }: RepoCall): Ruleset[] {
  const parents = query.get('includes_parents') !== 'false';
  const targets = query.get('targets')?.split(',');
  return rulesetsOver(repo).filter((each) => (parents || each.repo !== null) && (!targets || targets.includes(each.target)));
}

function laidDown(call: Call): Ruleset {
  return found(laidDownBy(organizationOf(call).account).get(Number(call.param('ruleset_id'))));
}

function ownerOf(call: Call): Account {
  needOwner(call);
  return found(accountBehind(call.caller));
}

const wordsOfOwners = /^(?<pattern>[^\s#]+)(?<owners>(?:\s+[^\s#]+)*)/;

/** Lines whose owners nobody is. The pattern itself is not judged. */
function ownerErrors({ world, repo, query }: RepoCall) {
  const tip = found(branchOf(repo, query.get('ref') ?? repo.defaultBranch));
  const { tree } = commitOf(repo.store, tip);
  const path = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'].find((each) => entryAt(repo.store, tree, each));
  const entry = found(path !== undefined && entryAt(repo.store, tree, path));
  const lines = (repo.store.blobs.get(entry.sha) ?? '').toString().split('\n');
  return lines.flatMap((source, index) => {
    const owners = (wordsOfOwners.exec(source)?.groups?.['owners'] ?? '').split(/\s+/).filter(Boolean);
    const unknown = owners.find((owner) => owner.startsWith('@') && !isOwner(world, owner.slice(1)));
    if (unknown === undefined) return [];
    const where = { line: index + 1, column: source.indexOf(unknown) + 1, source, path };
    return [
      {
        ...where,
        kind: 'Unknown owner',
        suggestion: null,
        message: `Unknown owner on line ${index + 1}: ${unknown} is not known here`,
      },
    ];
  });
}

function isOwner(world: World, name: string): boolean {
  const [login = '', slug] = name.split('/');
  const account = world.logins.get(login.toLowerCase());
  if (slug === undefined) return account !== undefined;
  return account !== undefined && world.organizations.get(account.id)?.teams.has(slug) === true;
}

const reads = { app: ['metadata:read'], role: 'read' } as const;
const writes = { app: ['administration:write'], role: 'admin' } as const;
const at = '/repos/{owner}/{repo}/rulesets';
const above = '/orgs/{org}/rulesets';

export const rulesetRoutes: readonly Route[] = [
  onRepo(`GET ${at}`, reads, (call) => page(call, { items: rulesetsSeen(call), view: (each) => viewRuleset(call.world, each) })),
  onRepo(`POST ${at}`, writes, ({ world, repo, body, account }) =>
    created(viewRuleset(world, addRuleset(world, repo, { ...wishFrom(body), sender: account }))),
  ),
  onRepo(`GET ${at}/{ruleset_id}`, reads, (call) => {
    const id = Number(call.param('ruleset_id'));
    return ok(viewRuleset(call.world, found(rulesetsSeen(call).find((each) => each.id === id))));
  }),
  onRepo(`PUT ${at}/{ruleset_id}`, writes, (call) => {
    const ruleset = rulesetOf(call);
    changeRuleset(call.world, ruleset, { ...wishFrom(call.body), sender: call.account });
    return ok(viewRuleset(call.world, ruleset));
  }),
  onRepo(`DELETE ${at}/{ruleset_id}`, writes, (call) => {
    removeRuleset(call.world, rulesetOf(call), call.account);
    return noContent;
  }),
  onRepo('GET /repos/{owner}/{repo}/rules/branches/{branch}', reads, (call) => {
    const items = rulesFor(call.repo, `refs/heads/${call.param('branch')}`);
    return page(call, { items, view: ({ rule, ruleset }) => ({ ...rule, ...viewSource(call.world, ruleset) }) });
  }),
  onOrg(`GET ${above}`, 'organization_administration:read', (call) => {
    needOwner(call);
    const items = [...laidDownBy(organizationOf(call).account).values()];
    return page(call, { items, view: (each) => viewRuleset(call.world, each) });
  }),
  onOrg(`POST ${above}`, 'organization_administration:write', (call) => {
    const wish = { ...wishFrom(call.body), sender: ownerOf(call) };
    return created(viewRuleset(call.world, layDown(call.world, organizationOf(call), wish)));
  }),
  onOrg(`GET ${above}/{ruleset_id}`, 'organization_administration:read', (call) => {
    needOwner(call);
    return ok(viewRuleset(call.world, laidDown(call)));
  }),
  onOrg(`PUT ${above}/{ruleset_id}`, 'organization_administration:write', (call) => {
    const [ruleset, sender] = [laidDown(call), ownerOf(call)];
    changeRuleset(call.world, ruleset, { ...wishFrom(call.body), sender });
    return ok(viewRuleset(call.world, ruleset));
  }),
  onOrg(`DELETE ${above}/{ruleset_id}`, 'organization_administration:write', (call) => {
    removeRuleset(call.world, laidDown(call), ownerOf(call));
    return noContent;
  }),
  onRepo('GET /repos/{owner}/{repo}/codeowners/errors', { app: ['contents:read'], role: 'read' }, (call) =>
    ok({ errors: ownerErrors(call) }),
  ),
];
