import type { Route } from '../src/sandbox/rest/route.ts';

export interface SandboxParts {
  readonly routes: readonly Route[];
  readonly byHand: Readonly<Record<string, { readonly status: number; readonly says: string }>>;
  readonly kept: Readonly<Record<string, readonly string[]>>;
  readonly permissionFor: Readonly<Record<string, string>>;
  /** Names of events, with their action behind a dot. */
  readonly describedEvents: readonly string[];
}

const intro = `# The sandbox

A GitHub that runs on a laptop: it holds state, speaks HTTP as GitHub does, and imports nothing of the product. It is the demo, the bed of
the end-to-end tests, and the place where things are made to go wrong. \`npm run docs\` writes this page out of the code.

\`startSandbox()\` in \`src/sandbox/sandbox.ts\` opens it on loopback and gives:

| | |
| --- | --- |
| \`url\` | where the API is; GraphQL is at \`/graphql\` below it |
| \`world\` | the state; \`src/sandbox/state/\` has the acts that change it, and every act tells what happened |
| \`as('login')\` | one of the people: ticks boxes, from an old tab too, says, pushes, reviews, merges, queues, runs again, releases, deploys, lets deployments in |
| \`run(repo, { ... })\` | a run of a workflow from its start to its end, with its artifacts |
| \`execute(repo, { workflow, on, ... })\` | runs the file of a workflow on this machine, and gives its jobs, steps, logs, annotations, summaries, outputs and artifacts |
| \`workflows\` | \`done(run)\` waits for the newest attempt of a run, \`settled()\` for all of them |
| \`webhooks\` | \`settled()\` waits for what was sent; \`shake()\` drops, doubles, delays and reorders by a seed |
| \`faults\` | \`add({ does, on, times, after, from, until, chance })\` |
| \`journal\` | what it was asked, in order |
| \`breaches\` | where its own answers broke GitHub's descriptions: empty, or a defect of the sandbox |

The clock of \`world\` runs until it is set. Answers of the API, what is sent to it and every webhook are held against GitHub's published
descriptions, which \`scripts/sandbox-descriptions.ts\` cuts down to what is here. What is not here answers 501, or is no field of the schema.`;

const workflows = `## Workflows

\`sandbox.execute(repo, { workflow: 'ci.yml', on: 'pull_request', pull, actions: { 'acme/gonogo': folder } })\` does what GitHub Actions and its
runner do: the run, its jobs and checks, and in a fresh folder each step, with the real Node and the shells of this machine. It runs for
\`push\`, \`pull_request\`, \`pull_request_target\`, \`merge_group\`, \`workflow_dispatch\`, \`release\` and \`deployment_status\`. With
\`startSandbox({ runWorkflows: { actions, secrets } })\` workflows start by themselves when what they wait for happens. \`keep\` leaves the
folders of jobs, \`debug\` shows what is said for debugging.

- \`uses\` of a step is an action of JavaScript: in the work tree (\`./\`), in a folder named in \`actions\`, or in a repository of the sandbox.
  \`actions/checkout\`, \`actions/setup-node\`, \`actions/upload-artifact\` and \`actions/download-artifact\` are models of the real ones.
- Workflows call others, in their own repository or in another one. \`needs\`, \`strategy\`, \`if\`, \`outputs\`, \`permissions\`, \`environment\`,
  \`timeout-minutes\` and \`continue-on-error\` hold; of expressions all functions and operators, and the contexts \`github\`, \`env\`, \`vars\`,
  \`job\`, \`jobs\`, \`steps\`, \`runner\`, \`secrets\`, \`strategy\`, \`matrix\`, \`needs\` and \`inputs\`. Whatever is not known is an error.
- Programs see the variables of a runner and of this machine only where programs are. A fork reads, and gets no secrets and no identity.
- Artifacts are uploaded as GitHub's own client does it: \`/twirp/github.actions.results.api.v1.ArtifactService/\` and a store that takes
  blocks. With \`id-token: write\` a job asks at \`ACTIONS_ID_TOKEN_REQUEST_URL\` for a token that says who it is; its issuer is
  \`/_services/token\`, with the keys below it, and \`rotateSigningKey(world)\` changes them.
- Not here: containers and services, composite actions and those of Docker, caches; \`concurrency\` and \`max-parallel\` are read and change nothing. A cancelled job is given
  a second and a half; then all its processes are ended.`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function needsOf({ needs }: Route): string {
  if (needs.audience === 'app') return 'the App, by its JWT';
  if (needs.audience === 'installation') return 'an installation';
  const app = needs.app?.map((each) => `\`${each}\``).join(' or ');
  const role = needs.role === undefined ? needs.audience : needs.role;
  return app === undefined ? role : `${app}; ${role}`;
}

export function sandboxPage({ routes, byHand, kept, permissionFor, describedEvents }: SandboxParts): string {
  const operations = routes.map((route) => [`\`${route.operation}\``, needsOf(route)]);
  const rules = Object.values(byHand).map(({ status, says }) => [String(status), says]);
  const fields = Object.entries(kept)
    .filter(([, names]) => names.length > 0)
    .map(([name, names]) => [`\`${name}\``, names.map((each) => `\`${each}\``).join(', ')]);
  const events = Object.entries(permissionFor).map(([event, permission]) => {
    const actions = describedEvents
      .filter((each) => each.startsWith(`${event}.`))
      .map((each) => `\`${each.slice(event.length + 1)}\``);
    return [`\`${event}\``, `\`${permission}\``, actions.join(', ')];
  });
  return [
    intro,
    `## REST\n\n${operations.length} operations, requests and answers held against the description. The second column says what a token of an installation\nmust have been granted, and what a person must be in the repository.\n\n${table(['operation', 'needs'], operations)}`,
    workflows,
    `## GraphQL\n\n${table(['type', 'fields'], fields)}`,
    `## Webhooks\n\nThe actions are those with a description; an App hears of them when it asked for the event and may read what it is about.\n\n${table(['event', 'needs', 'actions'], events)}`,
    `## Rules written by hand\n\nWhat GitHub does beyond its descriptions.\n\n${table(['status', 'rule'], rules)}`,
    `## Simpler than GitHub\n\n- Renames are not looked for: a file that moved went and came.\n- An edit of more than 500 lines counts its lines as replaced.\n- Reviews have no comments on lines; issues have no milestones, no timeline and no sub-issues.\n- One installation hears of an event after the other, in order, unless shaken.\n- Branch protection is by rulesets only; what a rule asks beyond its check, its count of reviews or its way to merge is not asked:\n  no reviews of code owners, of the last push or of threads, no signatures, no names. Those of an\n  organisation mean repositories by name or id, not by property.\n- Releases have no assets, no generated notes and are never immutable; what is latest goes by who was made so, then by date.\n- Environments are free on every plan. Deployments of runs stand in no workflow in their payload; no event tells of their reviews.\n- Who is made a collaborator is one at once; nobody is invited. Nobody is deleted: no edit is by a ghost.\n- What changed is known by its ETag alone, not by a date.\n- A job that is not run again keeps its id in the next attempt. A run that was played, not executed, has jobs without logs.\n- The queue waits for no clock of its own: what happens moves it on, or \`advanceQueues()\`. With \`ALLGREEN\` each pull request is a group\n  on top of those before it; with \`HEADGREEN\` as many as the rule lets merge together are one group, and a red one loses them all.`,
  ]
    .join('\n\n')
    .concat('\n');
}
