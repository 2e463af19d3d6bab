import { ProblemError } from '../../ground/problem.ts';
import type { Files } from '../../reconcile/policy/policies.ts';
import { type Checkout, openCheckout } from './checkout.ts';
import { readFileAt } from './commits.ts';
import { type Hub, openHub } from './hub.ts';
import type { Env, Occasion } from './occasion.ts';

/** Where commits and files come from: the checkout first, which costs nothing, then GitHub, if there is a token to ask with. */
export interface Sources {
  readonly occasion: Occasion;
  /** The folder that reports are in. */
  readonly root: string;
  readonly checkout: Checkout;
  /** Undefined without a token. */
  readonly hub: () => Promise<Hub | undefined>;
}

export interface Opening {
  readonly occasion: Occasion;
  readonly root: string;
  readonly env: Env;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

export function openSources({ occasion, root, env, token, signal }: Opening): Sources {
  let opened: Promise<Hub> | undefined;
  return {
    occasion,
    root,
    checkout: openCheckout(root, env, signal),
    hub: async () => {
      if (token === undefined) return undefined;
      opened ??= openHub({ token, repository: occasion.repository, baseUrl: env['GITHUB_API_URL'] || undefined });
      return opened;
    },
  };
}

/** Files of the repository by commit, and those of another one that its configuration names. */
export function filesIn(sources: Sources): Files {
  const { occasion, checkout, hub } = sources;
  const own = occasion.repository;
  return {
    file: async ({ place, commit, path }) => {
      const isOwn = place.repoId === own.id;
      const near = isOwn ? await readFileAt(checkout.objects, commit, path) : undefined;
      if (near !== undefined) return near;
      const far = (await hub())?.objectsOf(place.owner, place.name);
      const found = far === undefined ? undefined : await readFileAt(far, commit, path);
      if (found !== undefined) return found;
      const whose = isOwn ? 'of the policy' : `of ${place.owner}/${place.name}, which the configuration extends,`;
      throw await outOfReach(`the commit ${commit.slice(0, 12)} ${whose}`, checkout);
    },
    repository: async ({ owner, name }) => {
      const found = await (await hub())?.repository(owner, name);
      if (found === undefined) return undefined;
      return { place: { installation: 0, repoId: found.id, owner, name }, branch: found.branch, tip: found.tip };
    },
  };
}

/** With what git says of itself where it could not be asked, since that is what must be mended then. */
export async function outOfReach(what: string, checkout: Pick<Checkout, 'trouble'>): Promise<ProblemError> {
  const trouble = await checkout.trouble();
  const said = trouble === undefined ? '' : ` (${trouble})`;
  const near = trouble === undefined ? 'Check out with fetch-depth: 0' : 'Let git read the checkout';
  return new ProblemError({
    code: 'action.no-policy-commit',
    message: `${what} is neither in the checkout${said} nor given by GitHub`,
    remedy: `${near}, or let the job read it: permissions: contents: read, and the token as it is by default.`,
  });
}
