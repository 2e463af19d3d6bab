import { compileGlobs } from '../ground/glob.ts';
import type { Policy } from './policy.ts';

/** The components that a change touches, for the facts. Null, and so unknown, when there are none to tell apart or the change is unknown. */
export function componentsOf(components: Policy['components'], changedPaths: readonly string[] | null): readonly string[] | null {
  if (components === undefined || changedPaths === null) return null;
  return Object.entries(components).flatMap(([name, { paths }]) => (changedPaths.some(compileGlobs(paths)) ? [name] : []));
}
