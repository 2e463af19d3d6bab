import { checkNameOf } from '../../verdict/conclusion.ts';
import type { Place } from '../ports/place.ts';
import type { Platform, Requirement } from '../ports/platform.ts';
import { Kept } from './kept.ts';

/** Rules change rarely, and whoever changes them waits for nothing here. */
const keptSeconds = 600;
const mostKept = 2_000;

export interface RequirementAsk {
  readonly place: Place;
  readonly branch: string;
  readonly check: string;
}

export interface WorkflowAsk {
  readonly place: Place;
  readonly branch: string;
  /** `owner/name` of the repository that the workflow is of. */
  readonly source: string;
  readonly path: string;
}

type Asked = Pick<Platform, 'requirement' | 'requiredWorkflows' | 'repository'>;

/** How branches ask for our check, and for workflows, looked up now and then: a check that nobody asks for blocks nothing, however red it is. */
export class Requirements {
  readonly #platform: Asked;
  readonly #kept: Kept<Requirement>;
  readonly #workflows: Kept<boolean>;

  constructor({ platform, now }: { platform: Asked; now: () => number }) {
    this.#platform = platform;
    this.#kept = new Kept({ now, seconds: keptSeconds, most: mostKept });
    this.#workflows = new Kept({ now, seconds: keptSeconds, most: mostKept });
  }

  of(ask: RequirementAsk): Promise<Requirement> {
    return this.#kept.get(`${ask.place.repoId} ${ask.check} ${ask.branch}`, () => this.#platform.requirement(ask));
  }

  /** Whether a branch takes nothing without a workflow of another repository. */
  wantsWorkflow(ask: WorkflowAsk): Promise<boolean> {
    const { place, branch, source, path } = ask;
    return this.#workflows.get(`${place.repoId} ${branch} ${source} ${path}`, () => this.#lookUp(ask));
  }

  /** Somebody changed the rules of a repository. */
  forget(repoId: number): void {
    this.#kept.forget(`${repoId} `);
    this.#workflows.forget(`${repoId} `);
  }

  /** Names change; a rule knows the repository by its id. */
  async #lookUp({ place, branch, source, path }: WorkflowAsk): Promise<boolean> {
    const required = (await this.#platform.requiredWorkflows({ place, branch })).filter((each) => each.path === path);
    if (required.length === 0) return false;
    const [owner = '', name = ''] = source.split('/');
    const found = await this.#platform.repository({ installation: place.installation, owner, name });
    return required.some(({ repoId }) => repoId === found?.place.repoId);
  }
}

/** What everybody should know who relies on the check. */
export function warningsOf(requirement: Requirement, { branch, check }: Pick<RequirementAsk, 'branch' | 'check'>): string[] {
  const remedy = `Require ${check} in a ruleset of ${branch}, with this App as its source.`;
  switch (requirement) {
    case 'ours':
      return [];
    case 'not-required':
      // What is only observed is not meant to block.
      if (check === checkNameOf('observe')) return [];
      return [`This blocks nothing yet: ${branch} does not require the check ${check}. ${remedy}`];
    case 'anybody':
      return [`Anybody with write access can fake this: ${branch} takes the check ${check} from any source. ${remedy}`];
    case 'another-app':
      return [`This blocks nothing: ${branch} takes the check ${check} from another App. ${remedy}`];
    case 'unknown':
      return [`Whether ${branch} requires the check ${check} could not be looked up.`];
  }
}
