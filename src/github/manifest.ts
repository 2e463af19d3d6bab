/** What the App may do and what it hears of: the one source of its manifest and of what is said about it. */
export interface Asked {
  readonly name: string;
  readonly why: string;
}

export interface Permission extends Asked {
  readonly level: 'read' | 'write';
  /** What is lost without it, where the App works all the same. */
  readonly without?: string;
}

export const permissions: readonly Permission[] = [
  { name: 'metadata', level: 'read', why: 'Every App has it: names of repositories, and what people may do in them.' },
  { name: 'checks', level: 'write', why: 'The check that blocks or allows the merge.' },
  { name: 'pull_requests', level: 'write', why: 'Pull requests, their reviews, and the comment with the checklist.' },
  {
    name: 'issues',
    level: 'write',
    why: 'GitHub tells of edited comments only to who may read issues; answers and follow-ups are written there.',
  },
  { name: 'contents', level: 'read', why: 'The config and checklist of the base branch, and which files a release changes.' },
  {
    name: 'statuses',
    level: 'write',
    why: 'GitHub lets a rule name only such an App as the expected source of a check. The App never writes a status.',
    without: 'The required check cannot be pinned to the App in a ruleset.',
  },
  {
    name: 'merge_queues',
    level: 'read',
    why: 'To hear of merge groups, which wait for the check like pull requests do.',
    without: 'A merge queue waits until it gives up.',
  },
  {
    name: 'members',
    level: 'read',
    why: 'Whether somebody is in the team that a role names.',
    without: 'Roles that name a team cannot be verified, and what they should sign stays open.',
  },
  {
    name: 'actions',
    level: 'read',
    why: 'When the workflow runs of a commit are over, and what they found.',
    without: 'Evidence of workflows is not seen.',
  },
  {
    name: 'administration',
    level: 'read',
    why: 'To hear at once when rules that require the check change.',
    without: 'Such changes are seen at the next look only.',
  },
];

export const events: readonly Asked[] = [
  { name: 'pull_request', why: 'Something of a pull request changed; who pushed stands only here.' },
  { name: 'pull_request_review', why: 'Somebody signs by approving, or a review is dismissed.' },
  { name: 'issue_comment', why: 'A box was ticked or a command was written: who and when stands only here.' },
  { name: 'check_run', why: 'Somebody wants the check looked at again, pressed a button of it, or made another of its name.' },
  { name: 'check_suite', why: 'Checks are wanted for a commit, or others are over.' },
  { name: 'workflow_run', why: 'Evidence may be there.' },
  { name: 'status', why: 'Somebody set a status of the name of the check.' },
  { name: 'merge_group', why: 'A merge queue wants to know of pull requests that it tries together.' },
  { name: 'push', why: 'A base branch moved, and the config with it.' },
  { name: 'create', why: 'A branch is there that was not.' },
  { name: 'delete', why: 'A base branch is gone.' },
  { name: 'repository', why: 'A repository has another name, owner or default branch, or is gone.' },
  { name: 'label', why: 'Labels that make a release were renamed or removed.' },
  { name: 'member', why: 'What somebody may do in a repository changed.' },
  { name: 'membership', why: 'Somebody came into a team, or left it.' },
  { name: 'team', why: 'A team has other rights or another name.' },
  { name: 'organization', why: 'Somebody left the organisation.' },
  { name: 'branch_protection_rule', why: 'The check may not be required any more.' },
  { name: 'branch_protection_configuration', why: 'Protection was switched off or on.' },
  { name: 'repository_ruleset', why: 'The check may not be required any more, or by anybody.' },
];

/** GitHub sends these to every App. */
export const alwaysSent: readonly Asked[] = [
  { name: 'installation', why: 'The App came or went.' },
  { name: 'installation_repositories', why: 'Repositories were chosen, or taken away.' },
  { name: 'installation_target', why: 'The account has another name.' },
];
