const settings = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'safe.bareRepository=explicit',
  'protocol.allow=never',
  'protocol.ext.allow=never',
];

/** A repository's own configuration may name programs to run, and a folder inside may pose as one; asking must not run them. */
export const harmless: readonly string[] = [
  ...settings.flatMap((setting) => ['-c', setting]),
  '--no-optional-locks',
  '--literal-pathspecs',
];

/** A hook sets variables that lead to its own repository or index, which may be another one. */
export function ownEnv(env: { readonly [name: string]: string | undefined }): { [name: string]: string | undefined } {
  const kept = Object.entries(env).filter(([name]) => !/^GIT_(?!CONFIG|SSL|EXEC_PATH|TRACE)/.test(name));
  return { ...Object.fromEntries(kept), GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1' };
}
