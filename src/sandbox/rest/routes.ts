import { activityRoutes } from './operations/activity.ts';
import { approvalRoutes } from './operations/approvals.ts';
import { appRoutes } from './operations/apps.ts';
import { artifactRoutes } from './operations/artifacts.ts';
import { checkRoutes } from './operations/checks.ts';
import { contentRoutes } from './operations/contents.ts';
import { deliveryRoutes } from './operations/deliveries.ts';
import { deploymentRoutes } from './operations/deployments.ts';
import { environmentRoutes } from './operations/environments.ts';
import { gitRoutes } from './operations/git.ts';
import { issueRoutes } from './operations/issues.ts';
import { metaRoutes } from './operations/meta.ts';
import { peopleRoutes } from './operations/people.ts';
import { pullRoutes } from './operations/pulls.ts';
import { reactionRoutes } from './operations/reactions.ts';
import { releaseRoutes } from './operations/releases.ts';
import { repositoryRoutes } from './operations/repositories.ts';
import { rulesetRoutes } from './operations/rulesets.ts';
import { runRoutes } from './operations/runs.ts';
import type { Route } from './route.ts';

/** Every operation of the REST API that the sandbox has. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...deliveryRoutes,
  ...peopleRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...gitRoutes,
  ...issueRoutes,
  ...reactionRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...rulesetRoutes,
  ...releaseRoutes,
  ...environmentRoutes,
  ...deploymentRoutes,
  ...activityRoutes,
  ...approvalRoutes,
  ...runRoutes,
  ...artifactRoutes,
];
