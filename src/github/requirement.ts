import type { Place } from '../reconcile/ports/place.ts';
import type { Platform, Requirement } from '../reconcile/ports/platform.ts';
import type { RequiredWorkflow } from '../reconcile/ports/runs.ts';
import { isFault } from './client/ask.ts';
import { allPages } from './client/pages.ts';
import { anything, bigId, listOf, mapped, orNull, type Reader, shaped, text, whole } from './client/shape.ts';
import { askRepo, type Link, ofRepo } from './link.ts';

/** A check that is asked for, and of which App; null is anybody. */
interface Wanted {
  readonly context: string;
  readonly app: number | null;
}

const readChecks = listOf(shaped({ context: text, integration_id: orNull(bigId) }));

/** Rules are of many kinds; of all but one their kind is enough. */
const readRule: Reader<readonly Wanted[]> = (value, at) => {
  const { type, parameters } = shaped({ type: text, parameters: anything })(value, at);
  if (type !== 'required_status_checks') return [];
  const { required_status_checks: checks } = shaped({ required_status_checks: readChecks })(parameters, `${at}.parameters`);
  return checks.map(({ context, integration_id: app }) => ({ context, app }));
};

const readWorkflows = listOf(shaped({ path: text, repository_id: bigId }));

const readRequired: Reader<readonly RequiredWorkflow[]> = (value, at) => {
  const { type, parameters } = shaped({ type: text, parameters: anything })(value, at);
  if (type !== 'workflows') return [];
  const { workflows } = shaped({ workflows: readWorkflows })(parameters, `${at}.parameters`);
  return workflows.map(({ path, repository_id: repoId }) => ({ path, repoId }));
};

interface RulesAsk<T> {
  readonly place: Place;
  readonly branch: string;
  readonly read: Reader<T>;
}

function rulesOf<T>(link: Link, { place, branch, read }: RulesAsk<T>): Promise<readonly T[]> {
  const route = 'GET /rules/branches/{branch}';
  return allPages(link.client, ofRepo({ place, route, parameters: { branch }, read: listOf(read) }), { most: 20 });
}

/** `-1` is any App; nothing at all, where only a list of names is told. */
const readProtection = shaped({
  protection: orNull(
    shaped({
      required_status_checks: orNull(
        shaped({
          enforcement_level: orNull(text),
          contexts: orNull(listOf(text)),
          checks: orNull(listOf(shaped({ context: text, app_id: orNull(whole) }))),
        }),
      ),
    }),
  ),
});

/** Whether a branch takes nothing without our check, and from us alone: rulesets of all levels, and the older protection of branches. */
export function createRequirement(link: Link): Pick<Platform, 'requirement' | 'requiredWorkflows'> {
  return {
    requiredWorkflows: async ({ place, branch }) =>
      (await told(() => rulesOf(link, { place, branch, read: readRequired })))?.flat() ?? [],
    requirement: async ({ place, branch, check }) => {
      const { appId } = await link.me();
      const rules = await told(() => rulesOf(link, { place, branch, read: readRule }));
      const protection = await told(() =>
        askRepo(link, { place, route: 'GET /branches/{branch}', parameters: { branch }, read: protectionOf }),
      );
      const wanted = [...(rules?.flat() ?? []), ...(protection ?? [])].filter(({ context }) => context === check);
      return requirementOf(wanted, { appId, isKnown: rules !== undefined && protection !== undefined });
    },
  };
}

const protectionOf = mapped(readProtection, ({ protection }): readonly Wanted[] => {
  const { enforcement_level: level, contexts, checks } = protection?.required_status_checks ?? {};
  if (level === 'off') return [];
  const named = (checks ?? []).map(({ context, app_id: app }) => ({ context, app: app === -1 ? null : app }));
  const known = new Set(named.map(({ context }) => context));
  return [...named, ...(contexts ?? []).filter((each) => !known.has(each)).map((context) => ({ context, app: null }))];
});

function requirementOf(
  wanted: readonly Wanted[],
  { appId, isKnown }: { readonly appId: number; readonly isKnown: boolean },
): Requirement {
  if (wanted.some(({ app }) => app === appId)) return 'ours';
  if (wanted.some(({ app }) => app !== null)) return 'another-app';
  if (wanted.length > 0) return isKnown ? 'anybody' : 'unknown';
  return isKnown ? 'not-required' : 'unknown';
}

/** What may not be seen, or is not there, is not told. */
async function told<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isFault(error, 'gone', 'forbidden')) return undefined;
    throw error;
  }
}
