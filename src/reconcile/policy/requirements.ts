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

/** How branches ask for our check, looked up now and then: a check that nobody asks for blocks nothing, however red it is. */
export class Requirements {
  readonly #platform: Pick<Platform, 'requirement'>;
  readonly #kept: Kept<Requirement>;

  constructor({ platform, now }: { platform: Pick<Platform, 'requirement'>; now: () => number }) {
    this.#platform = platform;
    this.#kept = new Kept({ now, seconds: keptSeconds, most: mostKept });
  }

  of(ask: RequirementAsk): Promise<Requirement> {
    return this.#kept.get(`${ask.place.repoId} ${ask.check} ${ask.branch}`, () => this.#platform.requirement(ask));
  }

  /** Somebody changed the rules of a repository. */
  forget(repoId: number): void {
    this.#kept.forget(`${repoId} `);
  }
}

/** What everybody should know who relies on the check. */
export function warningsOf(requirement: Requirement, { branch, check }: Pick<RequirementAsk, 'branch' | 'check'>): string[] {
  const remedy = `Require ${check} in a ruleset of ${branch}, with this App as its source.`;
  switch (requirement) {
    case 'ours':
      return [];
    case 'not-required':
      return [`This blocks nothing yet: ${branch} does not require the check ${check}. ${remedy}`];
    case 'anybody':
      return [`Anybody with write access can fake this: ${branch} takes the check ${check} from any source. ${remedy}`];
    case 'another-app':
      return [`This blocks nothing: ${branch} takes the check ${check} from another App. ${remedy}`];
    case 'unknown':
      return [`Whether ${branch} requires the check ${check} could not be looked up.`];
  }
}
