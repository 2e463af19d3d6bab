import type { Repo, Rule, Ruleset } from './model.ts';
import { refusal } from './refusal.ts';
import { canBeExpected, laidDownBy, requiredChecks } from './rules.ts';
import type { Account, Organization } from './who.ts';
import { happened, type World } from './world.ts';

export type RulesetWish = Partial<
  Pick<Ruleset, 'name' | 'target' | 'enforcement' | 'include' | 'exclude' | 'rules' | 'bypass' | 'repositories'>
>;

type Sent = RulesetWish & { readonly sender: Account };

/** What a rule has where it is not said. */
const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  required_status_checks: { strict_required_status_checks_policy: false, required_status_checks: [] },
  pull_request: {
    required_approving_review_count: 0,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  },
  merge_queue: {
    check_response_timeout_minutes: 60,
    grouping_strategy: 'ALLGREEN',
    max_entries_to_build: 5,
    max_entries_to_merge: 5,
    merge_method: 'MERGE',
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 5,
  },
};

function whole(rule: Rule): Rule {
  const parameters = usual[rule.type];
  return parameters === undefined ? rule : { ...rule, parameters: { ...parameters, ...rule.parameters } };
}

function made(world: World, of: Pick<Ruleset, 'repo' | 'organization'>, wish: RulesetWish): Ruleset {
  const now = world.clock.now();
  return {
    id: world.nextId(),
    ...of,
    repositories: wish.repositories ?? { include: ['~ALL'], exclude: [] },
    name: wish.name ?? 'rules',
    target: wish.target ?? 'branch',
    enforcement: wish.enforcement ?? 'active',
    include: wish.include ?? ['~DEFAULT_BRANCH'],
    exclude: wish.exclude ?? [],
    rules: (wish.rules ?? []).map(whole),
    bypass: wish.bypass ?? [],
    createdAt: now,
    updatedAt: now,
  };
}

export function addRuleset(world: World, repo: Repo, wish: Sent): Ruleset {
  refuseSources(world, repo, wish);
  const ruleset = made(world, { repo, organization: null }, wish);
  repo.rulesets.set(ruleset.id, ruleset);
  tell(world, ruleset, { action: 'created', sender: wish.sender });
  return ruleset;
}

/** For all of its repositories that are meant, those to come too. */
export function layDown(world: World, organization: Organization, wish: Sent): Ruleset {
  refuseQueues(wish);
  const ruleset = made(world, { repo: null, organization }, wish);
  laidDownBy(organization.account).set(ruleset.id, ruleset);
  tell(world, ruleset, { action: 'created', sender: wish.sender });
  return ruleset;
}

export function changeRuleset(world: World, ruleset: Ruleset, wish: Sent): void {
  if (ruleset.repo) refuseSources(world, ruleset.repo, wish);
  else refuseQueues(wish);
  const { sender, ...changed } = wish;
  Object.assign(ruleset, changed, {
    ...(changed.rules && { rules: changed.rules.map(whole) }),
    updatedAt: world.clock.now(),
  });
  tell(world, ruleset, { action: 'edited', sender });
}

export function removeRuleset(world: World, ruleset: Ruleset, sender: Account): void {
  ruleset.repo?.rulesets.delete(ruleset.id);
  if (ruleset.organization) laidDownBy(ruleset.organization.account).delete(ruleset.id);
  tell(world, ruleset, { action: 'deleted', sender });
}

function tell(world: World, ruleset: Ruleset, { action, sender }: { action: string; sender: Account }): void {
  const { repo, organization } = ruleset;
  const of = { ...(repo && { repo }), ...(organization && { organization }) };
  happened(world, { event: 'repository_ruleset', action, ...of, sender, about: { repository_ruleset: ruleset } });
}

/** A queue is of one repository. */
function refuseQueues({ rules = [] }: RulesetWish): void {
  if (!rules.some(({ type }) => type === 'merge_queue')) return;
  const message = "Invalid rule 'merge_queue': not available for rulesets of an organization";
  throw refusal('invalid-field', { errors: [{ resource: 'RepositoryRuleset', code: 'invalid', field: 'rules', message }] });
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
