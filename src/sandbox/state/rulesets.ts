import type { Repo, Ruleset } from './model.ts';
import { refusal } from './refusal.ts';
import { canBeExpected, requiredChecks } from './rules.ts';
import type { Account } from './who.ts';
import { happened, type World } from './world.ts';

export type RulesetWish = Partial<Pick<Ruleset, 'name' | 'target' | 'enforcement' | 'include' | 'exclude' | 'rules' | 'bypass'>>;

export function addRuleset(world: World, repo: Repo, wish: RulesetWish & { readonly sender: Account }): Ruleset {
  refuseSources(world, repo, wish);
  const now = world.clock.now();
  const ruleset: Ruleset = {
    id: world.nextId(),
    repo,
    name: wish.name ?? 'rules',
    target: wish.target ?? 'branch',
    enforcement: wish.enforcement ?? 'active',
    include: wish.include ?? ['~DEFAULT_BRANCH'],
    exclude: wish.exclude ?? [],
    rules: wish.rules ?? [],
    bypass: wish.bypass ?? [],
    createdAt: now,
    updatedAt: now,
  };
  repo.rulesets.set(ruleset.id, ruleset);
  tell(world, ruleset, { action: 'created', sender: wish.sender });
  return ruleset;
}

export function changeRuleset(world: World, ruleset: Ruleset, wish: RulesetWish & { readonly sender: Account }): void {
  refuseSources(world, ruleset.repo, wish);
  const { sender, ...changed } = wish;
  Object.assign(ruleset, changed, { updatedAt: world.clock.now() });
  tell(world, ruleset, { action: 'edited', sender });
}

export function removeRuleset(world: World, ruleset: Ruleset, sender: Account): void {
  ruleset.repo.rulesets.delete(ruleset.id);
  tell(world, ruleset, { action: 'deleted', sender });
}

function tell(world: World, ruleset: Ruleset, { action, sender }: { action: string; sender: Account }): void {
  const about = { repository_ruleset: ruleset };
  happened(world, { event: 'repository_ruleset', action, repo: ruleset.repo, sender, about });
}

function refuseSources(world: World, repo: Repo, { rules = [] }: RulesetWish): void {
  const named = rules
    .flatMap((rule) => requiredChecks(rule).map(({ integration_id: id }) => id))
    .filter((id) => id !== undefined);
  const unknown = named.find((id) => !canBeExpected(world, repo, id));
  if (unknown === undefined) return;
  const message = `Invalid rule 'required_status_checks': Integration ${unknown} is not installed with statuses: write`;
  throw refusal('invalid-field', { errors: [{ resource: 'RepositoryRuleset', code: 'invalid', field: 'rules', message }] });
}
