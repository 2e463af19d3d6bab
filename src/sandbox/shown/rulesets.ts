import { instant } from '../state/clock.ts';
import type { Ruleset } from '../state/model.ts';
import { nodeId } from '../state/node-id.ts';
import { fullName } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { apiOf, pageOf } from './urls.ts';

export function viewRuleset(world: World, ruleset: Ruleset) {
  const { id, repo, name, target, enforcement, include, exclude, rules, bypass } = ruleset;
  return {
    id,
    name,
    target,
    source_type: 'Repository',
    source: fullName(repo),
    enforcement,
    node_id: nodeId('RRS', id),
    created_at: instant(ruleset.createdAt),
    updated_at: instant(ruleset.updatedAt),
    conditions: { ref_name: { include: [...include], exclude: [...exclude] } },
    rules,
    bypass_actors: bypass,
    _links: { self: { href: `${apiOf(world, repo)}/rulesets/${id}` }, html: { href: `${pageOf(world, repo)}/rules/${id}` } },
  };
}
