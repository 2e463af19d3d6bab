import { parseInstant } from '../../ground/instant.ts';
import { digest } from '../../ground/json.ts';
import type { Statement } from '../../ledger/statement.ts';
import type { SubjectRow } from '../ports/store.ts';
import type { Fact, Wanted } from '../ports/tasks.ts';
import { memoryIn } from '../pull/memory.ts';
import { subjectTask } from '../subject-task.ts';
import type { Pressing } from './buttons.ts';

type Imitated = Extract<Fact, { is: 'imitated' }>;

/**
 * Somebody else published a check of our name. It never counts, since ours is known by its App; but where the rule takes one of anybody it
 * lets things through or holds them up, so that it goes on record, once for each of them, and is told on every board.
 */
export async function noteImitations({ held, world, repoId, sha, rows }: Pressing): Promise<void> {
  const facts = (await world.store.read.facts(repoId, 0)).flatMap(({ seq, fact }) =>
    fact.is === 'imitated' && fact.head === sha ? [{ seq, fact }] : [],
  );
  if (facts.length === 0) return;
  const releases = rows.filter((row) => row.kind === 'pull-request' && memoryIn(row).isRelease);
  const said = facts.flatMap(({ fact }) => releases.map((row) => statementOf(fact, row)));
  const once = [...new Map(said.map((each) => [each.key, each])).values()];
  const known = (await Promise.all(releases.map(({ key }) => world.store.read.statements(key)))).flat();
  const keys = new Set(known.map(({ key }) => key));
  const fresh = once.filter(({ key }) => !keys.has(key));
  for (const { by, reason } of fresh)
    world.report({ level: 'alarm', event: 'check.imitated', about: `${repoId}/${sha} ${by.id}`, because: reason ?? '' });
  const { installation } = held;
  const wanted =
    fresh.length === 0 ? [] : releases.map((row): Wanted => ({ ...subjectTask(row), installation, due: world.now() }));
  await held.write(async (writes) => {
    await writes.append(fresh);
    await writes.handled(facts.map(({ seq }) => seq));
    await writes.want(wanted);
  });
}

const word = 'imitation: ';

/** Kept as refused: it counts nowhere. */
function statementOf({ by, at, name, source, head }: Imitated, row: SubjectRow): Statement {
  const scope = { subject: row.key };
  return {
    key: digest({ imitated: name, source, by: by.id, head, scope }),
    scope,
    act: 'refused',
    by: { id: by.id, login: by.login },
    at: parseInstant(at),
    head,
    tree: memoryIn(row).heads.findLast(({ sha }) => sha === head)?.tree ?? 'unknown',
    via: 'command',
    reason: `${word}${source === 'run' ? 'a check run' : 'a commit status'} named ${name}`,
  };
}

/** For everybody to read, of the commit at hand. */
export function imitationsIn(statements: readonly Statement[], head: string): string[] {
  return statements.flatMap(({ act, reason, by, head: on }) => {
    if (act !== 'refused' || on !== head || reason?.startsWith(word) !== true) return [];
    return [`Somebody else, ${by.login}, published ${reason.slice(word.length)} on this commit. It does not count.`];
  });
}
