import { instant } from '../state/clock.ts';
import type { Ruleset } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { fullName } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { apiOf, pageOf } from './urls.ts';

/** Where it comes from: in words, and as an address of the API and of a page. */
function sourceOf(world: World, { repo, organization }: Ruleset) {
  if (repo) return { type: 'Repository', name: fullName(repo), api: apiOf(world, repo), page: `${pageOf(world, repo)}/rules` };
  const login = organization?.account.login ?? '';
  const page = `${world.origin}/organizations/${login}/settings/rules`;
  return { type: 'Organization', name: login, api: `${world.origin}/orgs/${login}`, page };
}

/** As it stands beside each rule of a branch. */
export function viewSource(world: World, ruleset: Ruleset) {
  const { type, name } = sourceOf(world, ruleset);
  return { ruleset_source_type: type, ruleset_source: name, ruleset_id: ruleset.id };
}

function conditionsOf({ organization, include, exclude, repositories }: Ruleset) {
  const refs = { ref_name: { include: [...include], exclude: [...exclude] } };
  if (organization === null) return refs;
  const { ids } = repositories;
  if (ids) return { ...refs, repository_id: { repository_ids: [...ids] } };
  const names = { include: [...repositories.include], exclude: [...repositories.exclude], protected: false };
  return { ...refs, repository_name: names };
}

export function viewRuleset(world: World, ruleset: Ruleset) {
  const { id, name, target, enforcement, rules, bypass } = ruleset;
  const source = sourceOf(world, ruleset);
  return {
    id,
    name,
    target,
    source_type: source.type,
    source: source.name,
    enforcement,
    node_id: nodeId('RRS', id),
    created_at: instant(ruleset.createdAt),
    updated_at: instant(ruleset.updatedAt),
    conditions: conditionsOf(ruleset),
    rules,
    bypass_actors: bypass,
    _links: { self: { href: `${source.api}/rulesets/${id}` }, html: { href: `${source.page}/${id}` } },
  };
}
