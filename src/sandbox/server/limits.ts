import type { Caller } from '../state/who.ts';

export interface LimitRules {
  /** Requests in an hour. */
  readonly primary: number;
  readonly anonymous: number;
  /** For all runs of a repository together. */
  readonly workflow: number;
  /** Points of GraphQL in an hour. */
  readonly graphql: number;
  /** Secondary: points in a minute, one for reading and five for writing. */
  readonly pointsAMinute: number;
  readonly graphqlPointsAMinute: number;
  /** Secondary: what makes content, in a minute and in an hour. */
  readonly contentAMinute: number;
  readonly contentAnHour: number;
}

export const limitsOfGitHub: LimitRules = {
  primary: 5000,
  anonymous: 60,
  workflow: 1000,
  graphql: 5000,
  pointsAMinute: 900,
  graphqlPointsAMinute: 2000,
  contentAMinute: 80,
  contentAnHour: 500,
};

const never = Number.POSITIVE_INFINITY;

/** For those who measure something else. */
export const noLimits: LimitRules = {
  primary: 1e9,
  anonymous: 1e9,
  workflow: 1e9,
  graphql: 1e9,
  pointsAMinute: never,
  graphqlPointsAMinute: never,
  contentAMinute: never,
  contentAnHour: never,
};

export interface Use {
  readonly resource: 'core' | 'graphql';
  readonly cost: number;
  readonly writes: boolean;
  readonly makesContent: boolean;
}

export interface Window {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export type Ruling = { readonly window: Window; readonly refused?: 'primary' | 'secondary'; readonly retryAfter?: number };

export interface Limits {
  readonly ask: (caller: Caller, use: Use) => Ruling;
  /** What is asked for is free: an unchanged page. */
  readonly giveBack: (caller: Caller, use: Use) => void;
  readonly show: (caller: Caller, resource: Use['resource']) => Window;
}

const [second, minute, hour] = [1000, 60_000, 3_600_000];

/** One count for each token's owner, as GitHub has it: all tokens of an installation share one. */
export function createLimits(rules: LimitRules, now: () => number): Limits {
  const counts = new Map<string, { used: number; until: number }>();
  const recent = new Map<string, { at: number; points: number }[]>();

  const bucket = (caller: Caller, resource: Use['resource']) => {
    const key = `${ownerOf(caller)} ${resource}`;
    const found = counts.get(key);
    if (found && found.until > now()) return found;
    const fresh = { used: 0, until: now() + hour };
    counts.set(key, fresh);
    return fresh;
  };
  const show = (caller: Caller, resource: Use['resource']): Window => {
    const { used, until } = bucket(caller, resource);
    const limit = resource === 'graphql' ? rules.graphql : requestsOf(caller, rules);
    return { limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), reset: Math.ceil(until / second) };
  };
  /** Counts what happened lately, this included, unless that is too much. */
  const tooMuch = (key: string, spend: { points: number; within: number; most: number }) => {
    if (spend.most === never) return false;
    const lately = (recent.get(key) ?? []).filter(({ at }) => at > now() - spend.within);
    const sum = lately.reduce((total, { points }) => total + points, 0);
    const over = sum + spend.points > spend.most;
    recent.set(key, over ? lately : [...lately, { at: now(), points: spend.points }]);
    return over;
  };

  return {
    show,
    giveBack: (caller, { resource, cost }) => {
      const own = bucket(caller, resource);
      own.used = Math.max(0, own.used - cost);
    },
    ask: (caller, { resource, cost, writes, makesContent }) => {
      const own = bucket(caller, resource);
      if (show(caller, resource).remaining < cost) return { window: show(caller, resource), refused: 'primary' };
      const owner = ownerOf(caller);
      const most = resource === 'graphql' ? rules.graphqlPointsAMinute : rules.pointsAMinute;
      const busy =
        tooMuch(`${owner} ${resource} points`, { points: writes ? 5 : 1, within: minute, most }) ||
        (makesContent &&
          (tooMuch(`${owner} content`, { points: 1, within: minute, most: rules.contentAMinute }) ||
            tooMuch(`${owner} content an hour`, { points: 1, within: hour, most: rules.contentAnHour })));
      own.used += cost;
      return busy ? { window: show(caller, resource), refused: 'secondary', retryAfter: 60 } : { window: show(caller, resource) };
    },
  };
}

function requestsOf(caller: Caller, rules: LimitRules): number {
  if (caller.kind === 'anonymous') return rules.anonymous;
  const ofWorkflow = caller.kind === 'token' && caller.grant.kind === 'installation' && caller.grant.workflow === true;
  return ofWorkflow ? rules.workflow : rules.primary;
}

function ownerOf(caller: Caller): string {
  if (caller.kind === 'anonymous') return 'anonymous';
  if (caller.kind === 'app') return `app ${caller.app.id}`;
  return caller.grant.kind === 'user' ? `user ${caller.grant.account.id}` : `installation ${caller.grant.installation.id}`;
}
