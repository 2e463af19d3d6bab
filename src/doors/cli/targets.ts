import { resolve } from 'node:path';
import type { Address } from '../../checklist/policy.ts';
import type { Target } from '../../gates/engine/contract.ts';
import { ProblemError } from '../../ground/problem.ts';
import { isInside } from './checklist-files.ts';
import { readText } from './files.ts';

/** More than all public authorities together. */
const mostBytes = 4_000_000;

/** A file of the repository that a policy names, by its path. */
export type ReadNamed = (name: string) => Promise<string>;

/** The live addresses of a policy, as gates may ask them. Authorities are files of the repository, read when a gate needs them. */
export function targetsIn(addresses: { readonly [name: string]: Address }, read: ReadNamed): Target[] {
  return Object.entries(addresses).map(([name, { url, private: isPrivate, ca }]) => ({
    name,
    url,
    ...(isPrivate === true && { private: true }),
    ...(ca !== undefined && { ca: () => read(ca) }),
  }));
}

/** Those of a work tree. */
export function authoritiesBelow(root: string): ReadNamed {
  return (name) => authoritiesIn(name, root);
}

async function authoritiesIn(name: string, root: string): Promise<string> {
  const path = resolve(root, name);
  if (!(await isInside(root, path))) {
    const message = 'the list of authorities lies outside of the repository';
    throw new ProblemError({
      code: 'file.outside',
      message,
      remedy: 'Keep it in the repository, where it is reviewed.',
      file: name,
    });
  }
  return readText({ name, path, maxBytes: mostBytes, what: 'list of authorities' });
}
