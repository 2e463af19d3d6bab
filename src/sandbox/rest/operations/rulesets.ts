import { commitOf } from '../../git/store.ts';
import { entryAt } from '../../git/tree.ts';
import { viewRuleset } from '../../shown/rulesets.ts';
import type { Rule, Ruleset } from '../../state/model.ts';
import { branchOf, fullName } from '../../state/repositories.ts';
import { rulesFor } from '../../state/rules.ts';
import { addRuleset, changeRuleset, type RulesetWish, removeRuleset } from '../../state/rulesets.ts';
import type { World } from '../../state/world.ts';
import { found } from '../find.ts';
import { page } from '../pages.ts';
import { type Body, created, noContent, ok, onRepo, type RepoCall, type Route, record, records, text, texts } from '../route.ts';

function wishFrom(body: Body): RulesetWish {
  const refs = record(record(body, 'conditions') ?? {}, 'ref_name');
  const [target, enforcement] = [text(body, 'target'), text(body, 'enforcement')];
  const fields = {
    name: text(body, 'name'),
    target: target === 'tag' || target === 'push' || target === 'branch' ? target : undefined,
    enforcement: enforcement === 'disabled' || enforcement === 'evaluate' || enforcement === 'active' ? enforcement : undefined,
    include: refs && texts(refs, 'include'),
    exclude: refs && texts(refs, 'exclude'),
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

function rulesetOf({ repo, param }: RepoCall): Ruleset {
  return found(repo.rulesets.get(Number(param('ruleset_id'))));
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

export const rulesetRoutes: readonly Route[] = [
  onRepo(`GET ${at}`, reads, (call) =>
    page(call, { items: [...call.repo.rulesets.values()], view: (each) => viewRuleset(call.world, each) }),
  ),
  onRepo(`POST ${at}`, writes, ({ world, repo, body, account }) =>
    created(viewRuleset(world, addRuleset(world, repo, { ...wishFrom(body), sender: account }))),
  ),
  onRepo(`GET ${at}/{ruleset_id}`, reads, (call) => ok(viewRuleset(call.world, rulesetOf(call)))),
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
    const source = { ruleset_source_type: 'Repository', ruleset_source: fullName(call.repo) };
    return page(call, { items, view: ({ rule, ruleset }) => ({ ...rule, ...source, ruleset_id: ruleset.id }) });
  }),
  onRepo('GET /repos/{owner}/{repo}/codeowners/errors', { app: ['contents:read'], role: 'read' }, (call) =>
    ok({ errors: ownerErrors(call) }),
  ),
];
