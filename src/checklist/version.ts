import type { Policy } from './policy.ts';

const usualManifest = 'package.json';

/** The file that carries the version, where the policy names one by its path. */
export function manifestOf({ releases }: Pick<Policy, 'releases'>): string {
  return releases?.version?.find((path) => /^[\w@/.-]+\.json$/.test(path)) ?? usualManifest;
}

/** What a manifest says of itself. Many have no version, or write it elsewhere. */
export function versionIn(manifest: string): string | undefined {
  try {
    const value: unknown = JSON.parse(manifest);
    const version: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : undefined;
    return typeof version === 'string' && version !== '' ? version : undefined;
  } catch {
    return undefined;
  }
}
