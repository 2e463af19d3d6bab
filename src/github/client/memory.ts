import type { Shared, SignIn } from '../../reconcile/ports/shared.ts';

const [minute, hour] = [60_000, 3_600_000];
/** Under GitHub's: a hundred and eighty writes a minute, eighty of them with contents, and five hundred of those an hour. */
const rules = {
  writes: { most: 150, within: minute },
  contents: { most: 60, within: minute },
  hourly: { most: 450, within: hour },
};

/** What replicas share, for one that is alone. */
export function createMemory(now: () => number = Date.now): Shared {
  const tokens = new Map<number, SignIn>();
  const pauses = new Map<number, string>();
  const spent = new Map<string, number[]>();
  /** When the next of these may be used; it counts from then. */
  const take = (key: string, points: number, { most, within }: { most: number; within: number }): number => {
    if (points === 0) return 0;
    const lately = (spent.get(key) ?? []).filter((at) => at > now() - within);
    const full = lately.length + points > most ? lately[lately.length + points - most - 1] : undefined;
    const at = full === undefined ? now() : Math.max(now(), full + within);
    spent.set(key, [...lately, ...Array.from({ length: points }, () => at)]);
    return at - now();
  };
  return {
    token: async (installation) => tokens.get(installation),
    keepToken: async (installation, signIn) => {
      tokens.set(installation, signIn);
    },
    spend: async (installation, { writes, contents }) =>
      Math.max(
        take(`${installation} writes`, writes, rules.writes),
        take(`${installation} contents`, contents, rules.contents),
        take(`${installation} hourly`, contents, rules.hourly),
      ),
    pause: async (installation, until) => {
      const known = pauses.get(installation);
      if (known === undefined || Date.parse(known) < Date.parse(until)) pauses.set(installation, until);
    },
    pausedUntil: async (installation) => {
      const until = pauses.get(installation);
      return until !== undefined && Date.parse(until) > now() ? until : undefined;
    },
  };
}
