import { type Digest, digest } from '../../ground/json.ts';
import { type Statement, standingKey, subjectKey } from '../../ledger/statement.ts';
import type { Reads } from '../ports/store.ts';

/** What is on record of a pull request, with what stands for its repository. */
export async function onRecord(
  read: Pick<Reads, 'statements'>,
  { repoId, number }: { readonly repoId: number; readonly number: number },
): Promise<Statement[]> {
  const own = subjectKey({ kind: 'pull-request', repoId, number, sha: '' });
  const [said, standing] = await Promise.all([read.statements(own), read.statements(standingKey(repoId))]);
  return [...said, ...standing];
}

/** Equal exactly when the same was said, in whatever order it came. */
export function recordDigest(statements: readonly Statement[]): Digest {
  return digest([...new Set(statements.map(({ key }) => key))].toSorted());
}
