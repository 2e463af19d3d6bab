import type { Entry } from '../server/respond.ts';
import type { World } from '../state/world.ts';
import type { Guide } from './guide.ts';
import type { Visitor } from './visitor.ts';

/** One look at the sandbox: by whom, where, and at what. */
export interface View {
  readonly world: World;
  readonly visitor: Visitor;
  readonly url: URL;
  readonly journal: readonly Entry[];
  /** Changes with everything that happens. */
  readonly version: string;
  readonly guide?: Guide | undefined;
}
