/** Something that the App asks GitHub for, and why. */
interface Asked {
  readonly name: string;
  readonly why: string;
}

interface Permission extends Asked {
  readonly access: 'read' | 'write';
  /** Of whom: GitHub asks them separately. */
  readonly of: 'repository' | 'organization';
}

/** The least that the App can do its work with: it can neither push, nor merge, nor read a secret. */
export const permissions: readonly Permission[] = [
  { name: 'actions', access: 'read', of: 'repository', why: 'to read what workflows proved, and whether they still run' },
  { name: 'checks', access: 'write', of: 'repository', why: 'to say go or no-go: the check run that blocks the merge' },
  {
    name: 'contents',
    access: 'read',
    of: 'repository',
    why: 'to read the config and the checklist, and which files a release changes',
  },
  { name: 'issues', access: 'write', of: 'repository', why: 'to hear of comments on pull requests, and to answer commands' },
  { name: 'members', access: 'read', of: 'organization', why: 'to know who is in a team that may sign' },
  {
    name: 'merge_queues',
    access: 'read',
    of: 'repository',
    why: 'to hear of merge groups, so that a merge queue is held to the checklist too',
  },
  {
    name: 'metadata',
    access: 'read',
    of: 'repository',
    why: 'GitHub gives it to every App: names of repositories and the rights of people in them',
  },
  { name: 'pull_requests', access: 'write', of: 'repository', why: 'to write the board, and to read reviews' },
  {
    name: 'statuses',
    access: 'write',
    of: 'repository',
    why: 'without it a branch rule cannot take this App as the only source of its check',
  },
];

/** Hints, all but comments: whatever is missed is found by the next look at the pull request. */
export const events: readonly Asked[] = [
  { name: 'check_run', why: 'somebody asks for our check again' },
  { name: 'check_suite', why: 'somebody asks for all checks again' },
  { name: 'create', why: 'a branch appears that a config may list' },
  { name: 'delete', why: 'a branch goes away' },
  { name: 'issue_comment', why: 'a tick, or a command: who did what' },
  { name: 'member', why: 'somebody gains or loses rights in a repository' },
  { name: 'membership', why: 'somebody joins or leaves a team' },
  { name: 'merge_group', why: 'a merge queue wants to know' },
  { name: 'pull_request', why: 'a release opens, changes or closes' },
  { name: 'pull_request_review', why: 'an approval may be a sign-off' },
  { name: 'push', why: 'a base branch moves, and its config and checklist with it' },
  { name: 'repository', why: 'a repository is renamed, moved or deleted' },
  { name: 'workflow_run', why: 'a workflow has run: evidence may be there' },
];

/** GitHub sends these to every App without being asked. */
export const eventsUnasked: readonly string[] = [
  'installation',
  'installation_repositories',
  'installation_target',
  'ping',
  'meta',
];

export const eventNames: readonly string[] = [...events.map(({ name }) => name), ...eventsUnasked];

export const appName = 'gonogo';
export const appDescription =
  'Go / no-go for releases: a production checklist on the pull request that blocks until it is proved.';

export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly public: boolean;
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

/** What GitHub registers an App by. `url`: where people find out about it. */
export function manifestFor(url: string): Manifest {
  return {
    name: appName,
    description: appDescription,
    url,
    public: false,
    default_permissions: Object.fromEntries(permissions.map(({ name, access }) => [name, access])),
    default_events: events.map(({ name }) => name),
  };
}
