import { ok, on, type Route } from '../route.ts';

export const metaRoutes: readonly Route[] = [
  on('GET /rate_limit', 'anyone', ({ left }) => {
    const [core, graphql] = [left('core'), left('graphql')];
    return ok({ resources: { core, graphql, search: { limit: 30, used: 0, remaining: 30, reset: core.reset } }, rate: core });
  }),
];
