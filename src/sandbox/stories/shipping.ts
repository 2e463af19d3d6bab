import { atLeast, roleIn } from '../state/access.ts';
import { type DeployWish, startDeploy } from '../state/deploy-runs.ts';
import { environmentOf } from '../state/environments.ts';
import type { Repo } from '../state/model.ts';
import { forceDeployments, reviewDeployments, waitingIn } from '../state/protection.ts';
import { refusal } from '../state/refusal.ts';
import { addRelease, type ReleaseWish } from '../state/releases.ts';
import type { Release, WorkflowRun } from '../state/ship.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';

export interface Approval {
  /** Names; all that wait, unless said otherwise. */
  readonly environments?: readonly string[];
  readonly state?: 'approved' | 'rejected';
  readonly comment?: string;
}

/** What a person does with what is brought out. */
export interface Shipping {
  readonly release: (repo: Repo, tag: string, wish?: Omit<ReleaseWish, 'tag'>) => Promise<Release>;
  /** Starts the workflow; it ends when everybody who was asked let it in. */
  readonly deploy: (
    repo: Repo,
    environments: readonly string[],
    wish?: Pick<DeployWish, 'ref' | 'outcome'>,
  ) => Promise<WorkflowRun>;
  readonly approveDeployment: (run: WorkflowRun, approval?: Approval) => Promise<void>;
  /** Past every rule, as administrators may. */
  readonly forceDeployment: (run: WorkflowRun, approval?: Omit<Approval, 'state'>) => Promise<void>;
}

interface Stage {
  readonly world: World;
  readonly settled: () => Promise<void>;
}

export function shippingOf({ world, settled }: Stage, account: Account): Shipping {
  const needWrite = (repo: Repo) => {
    if (!atLeast(roleIn(world, repo, account), 'write')) throw refusal('role');
  };
  const idsOf = (run: WorkflowRun, names?: readonly string[]) =>
    names
      ? names.map((name) => environmentOf(run.repo, name)?.id ?? 0)
      : waitingIn(world, run.repo, run).map(({ passage }) => passage.environment.id);
  return {
    release: async (repo, tag, wish) => {
      needWrite(repo);
      const release = addRelease(world, repo, { ...wish, tag, author: account });
      await settled();
      return release;
    },
    deploy: async (repo, environments, wish) => {
      needWrite(repo);
      const run = startDeploy(world, repo, { ...wish, environments, by: account });
      await settled();
      return run;
    },
    approveDeployment: async (run, { environments: names, state = 'approved', comment = '' } = {}) => {
      reviewDeployments(world, run, { environments: idsOf(run, names), state, comment, by: account });
      await settled();
    },
    forceDeployment: async (run, { environments: names, comment = '' } = {}) => {
      forceDeployments(world, run, { environments: idsOf(run, names), comment, by: account });
      await settled();
    },
  };
}
