import { digestText } from '../../src/ground/json.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { LeaseLost } from '../../src/reconcile/ports/faults.ts';
import type { Place } from '../../src/reconcile/ports/place.ts';
import type { StoredClaim, TakenRun } from '../../src/reconcile/ports/runs.ts';
import type {
  Delivery,
  Held,
  Reads,
  RunRow,
  Store,
  StoredFact,
  StoredRevision,
  SubjectRow,
  Writes,
} from '../../src/reconcile/ports/store.ts';
import type { Fact, Group, Task, TaskKind, Wanted } from '../../src/reconcile/ports/tasks.ts';

/** The ports to the store without a database, for tests of those that use them; its own room tests the real ones. */
export interface MemoryStore extends Store {
  /** Claims one task whether or not it is due. */
  readonly hold: (task: Task, more?: Partial<Pick<Held, 'tookOver' | 'failures'>>) => Held;
  readonly say: (...facts: readonly Fact[]) => void;
  readonly put: (...places: readonly Place[]) => void;
  readonly group: (group: Group) => void;
  /** All subjects, as if nothing had ever been looked at. */
  readonly forget: () => void;
  readonly wanted: () => readonly (Wanted & { readonly failures: number })[];
  readonly statements: () => readonly Statement[];
  readonly subjects: () => readonly SubjectRow[];
  readonly runs: () => readonly RunRow[];
  /** It is free again, as when a lease has run out. */
  readonly release: (task: Task) => void;
  /** Whoever holds it now has lost it. */
  readonly steal: (task: Task) => void;
}

interface Row extends Wanted {
  epoch: number;
  isHeld: boolean;
  wasWished: boolean;
  failures: number;
}

const keyOf = ({ kind, key }: Task) => `${kind} ${key}`;
export const scopeOf = ({ scope }: Statement) => ('subject' in scope ? scope.subject : `${scope.standing.repoId}/standing`);

export function memoryStore(now: () => string): MemoryStore {
  const tasks = new Map<string, Row>();
  const facts: (StoredFact & { handled: boolean })[] = [];
  const places = new Map<number, Place>();
  const subjects = new Map<string, SubjectRow>();
  const revisions: StoredRevision[] = [];
  const statements: Statement[] = [];
  const runs = new Map<string, RunRow>();
  const groups = new Map<string, Group>();
  const evidence = new Map<string, TakenRun>();
  const claimed = new Map<string, StoredClaim>();
  const deliveries = new Map<string, Delivery>();
  const listeners = new Set<() => void>();

  const want = async (wanted: readonly Wanted[]) => {
    for (const wish of wanted) {
      const row = tasks.get(keyOf(wish));
      if (row === undefined) tasks.set(keyOf(wish), { ...wish, epoch: 0, isHeld: false, wasWished: true, failures: 0 });
      else tasks.set(keyOf(wish), { ...row, due: row.wasWished && row.due < wish.due ? row.due : wish.due, wasWished: true });
    }
    for (const wake of listeners) wake();
  };

  const writes: Writes = {
    want,
    handled: async (seqs) => {
      for (const fact of facts) if (seqs.includes(fact.seq)) fact.handled = true;
    },
    saveRevisions: async (all) => void revisions.push(...structuredClone(all)),
    append: async (all) => {
      for (const each of structuredClone(all)) {
        const isThere = statements.some((other) => JSON.stringify(other) === JSON.stringify(each));
        if (!isThere) statements.push(each);
      }
    },
    saveSubject: async (row) => void subjects.set(row.key, structuredClone(row)),
    saveRun: async (row) => void runs.set(`${row.repoId} ${row.sha} ${row.name}`, row),
    saveEvidence: async (repoId, taken, claims) => {
      evidence.set(`${repoId} ${taken.run.id}`, structuredClone(taken));
      for (const { artifact, key, text } of claims) {
        const row = `${repoId} ${artifact} ${key}`;
        if (!claimed.has(row)) claimed.set(row, { artifact, claim: JSON.parse(text) });
      }
    },
    savePlace: async (place) => void places.set(place.repoId, place),
    forgetGroup: async (repoId, sha) => void groups.delete(`${repoId} ${sha}`),
  };

  const heldOf = (row: Row, more: Partial<Held> = {}): Held => {
    const epoch = row.epoch + 1;
    tasks.set(keyOf(row), { ...row, epoch, isHeld: true, wasWished: false });
    const mine = () => {
      const current = tasks.get(keyOf(row));
      if (current?.epoch !== epoch) throw new LeaseLost(row);
      return current;
    };
    const release = (changed: Partial<Row>, due: string | undefined) => {
      const current = mine();
      if (!current.wasWished && due === undefined) tasks.delete(keyOf(row));
      else {
        const next = current.wasWished && (due === undefined || current.due < due) ? current.due : (due ?? current.due);
        tasks.set(keyOf(row), { ...current, ...changed, isHeld: false, wasWished: true, due: next });
      }
    };
    return {
      kind: row.kind,
      key: row.key,
      installation: row.installation,
      failures: row.failures,
      tookOver: false,
      write: async (work) => {
        mine();
        return work(writes);
      },
      confirm: async () => void mine(),
      done: async (due) => release({ failures: 0 }, due),
      failed: async (_reason, due) => release({ failures: row.failures + 1 }, due),
      ...more,
    };
  };

  const read: Reads = {
    place: async (repoId) => places.get(repoId),
    places: async (installation) => [...places.values()].filter((place) => place.installation === installation),
    subject: async (key) => structuredClone(subjects.get(key)),
    subjectsAt: async (repoId, sha) =>
      structuredClone([...subjects.values()].filter((row) => row.isOpen && row.repoId === repoId && row.head === sha)),
    openSubjects: async (repoId, kind) =>
      structuredClone(
        [...subjects.values()].filter((row) => row.isOpen && row.repoId === repoId && row.kind === (kind ?? row.kind)),
      ),
    group: async (repoId, sha) => groups.get(`${repoId} ${sha}`),
    facts: async (repoId, number) =>
      facts.filter((each) => !each.handled && each.fact.repoId === repoId && each.fact.number === number),
    revisions: async (comment) => revisions.filter((each) => each.comment === comment),
    statements: async (scope) => statements.filter((each) => scopeOf(each) === scope),
    ledgerHead: async (scope) => {
      const own = statements.filter((each) => scopeOf(each) === scope);
      return { count: own.length, head: digestText(JSON.stringify(own)) };
    },
    run: async ({ repoId, sha, name }) => runs.get(`${repoId} ${sha} ${name}`),
    runs: async (repoId, sha) => [...runs.values()].filter((row) => row.repoId === repoId && row.sha === sha),
    evidence: async (repoId, sha) =>
      structuredClone([...evidence.values()].filter(({ run }) => run.repoId === repoId && run.head === sha)),
    claims: async ({ repoId, artifacts, keys, bytes }) => {
      const found = artifacts
        .toSorted((a, b) => b - a)
        .flatMap((artifact) => keys.flatMap((key) => claimed.get(`${repoId} ${artifact} ${key}`) ?? []));
      let sum = 0;
      const within = found.filter(({ claim }) => {
        sum += Buffer.byteLength(JSON.stringify(claim));
        return sum <= bytes;
      });
      return structuredClone(within.toReversed());
    },
  };

  return {
    inbox: {
      accept: async (delivery) => void deliveries.set(delivery.guid, delivery),
      waiting: async (most) => [...deliveries.values()].slice(0, most),
      key: async (guid, keyed) => {
        deliveries.delete(guid);
        for (const place of keyed.places) places.set(place.repoId, place);
        for (const group of keyed.groups) groups.set(`${group.repoId} ${group.sha}`, group);
        for (const fact of keyed.facts) facts.push({ seq: facts.length + 1, fact, handled: false });
        await want(keyed.wanted);
      },
      park: async (guid) => void deliveries.delete(guid),
    },
    tasks: {
      want,
      claim: async (kinds?: readonly TaskKind[]) => {
        const due = [...tasks.values()].filter(
          (row) => !row.isHeld && row.wasWished && row.due <= now() && (kinds?.includes(row.kind) ?? true),
        );
        const [first] = due.toSorted(
          (a, b) => Number(a.isBackground ?? false) - Number(b.isBackground ?? false) || a.due.localeCompare(b.due),
        );
        return first === undefined ? undefined : heldOf(first);
      },
      onWanted: (wake) => {
        listeners.add(wake);
        return () => listeners.delete(wake);
      },
    },
    read,
    hold: (task, more) => {
      const row = tasks.get(keyOf(task)) ?? {
        ...task,
        installation: 1,
        due: now(),
        epoch: 0,
        isHeld: false,
        wasWished: false,
        failures: 0,
      };
      return heldOf(row, more);
    },
    say: (...all) => {
      for (const fact of all) facts.push({ seq: facts.length + 1, fact, handled: false });
    },
    put: (...all) => {
      for (const place of all) places.set(place.repoId, place);
    },
    group: (group) => void groups.set(`${group.repoId} ${group.sha}`, group),
    forget: () => subjects.clear(),
    wanted: () => [...tasks.values()],
    statements: () => statements,
    subjects: () => [...subjects.values()],
    runs: () => [...runs.values()],
    release: (task) => {
      const row = tasks.get(keyOf(task));
      if (row !== undefined) tasks.set(keyOf(task), { ...row, epoch: row.epoch + 1, isHeld: false, wasWished: true, due: now() });
    },
    steal: (task) => {
      const row = tasks.get(keyOf(task));
      if (row !== undefined) tasks.set(keyOf(task), { ...row, epoch: row.epoch + 1 });
    },
  };
}
