import { debtBody, debtMarker, debtTitle } from '../../views/emergency-issue.ts';
import type { Place } from '../ports/place.ts';
import type { Held, SubjectRow } from '../ports/store.ts';
import type { World } from '../world.ts';
import { settledIn } from './debts.ts';
import { type Debt, type EmergencyMemory, emergencyIn, emergencyKey } from './emergency.ts';

interface FollowUp {
  readonly world: World;
  readonly held: Held;
  readonly place: Place;
  readonly number: number;
}

/** An issue for everything that was skipped, each noted once it is there; and the note that all of them are settled. */
export async function followUp({ world, held, place, number }: FollowUp): Promise<void> {
  const row = await world.store.read.subject(emergencyKey(place.repoId, number));
  let memory = row && emergencyIn(row);
  if (row === undefined || memory === undefined || !row.isOpen) return;
  let settled = await settledIn(world, place, memory);
  // Nobody can close an issue that was deleted: there has to be another, or no release would ever go again.
  memory = { ...memory, debts: memory.debts.map((debt, at) => (settled[at] === 'gone' ? { ...debt, issue: null } : debt)) };
  const missing = memory.debts.filter(({ issue }) => issue === null);
  for (const debt of missing) {
    // One after the other, so that a crash loses sight of one at most.
    // oxlint-disable-next-line no-await-in-loop
    const issue = await open({ world, held, place, number }, memory, debt);
    memory = { ...memory, debts: memory.debts.map((each) => (each.item === debt.item ? { ...each, issue } : each)) };
    // oxlint-disable-next-line no-await-in-loop
    await save(held, { ...row, memory });
  }
  // One that was taken up again may be settled.
  if (missing.length > 0) settled = await settledIn(world, place, memory);
  if (settled.every((each) => each === true)) await save(held, { ...row, memory, isOpen: false });
}

async function save(held: Held, row: SubjectRow): Promise<void> {
  await held.write((writes) => writes.saveSubject(row));
}

/** One that was opened and not noted is taken up again. */
async function open({ world, held, place, number }: FollowUp, memory: EmergencyMemory, debt: Debt): Promise<Debt['issue']> {
  const { platform } = world;
  const marker = debtMarker({ number, item: debt.item });
  const there = held.failures > 0 || held.tookOver ? await platform.ownIssues({ place, marker }) : [];
  const { by, reason, due, url } = memory;
  const said = { by, reason, due, pull: url, number, item: debt.item, title: debt.title };
  const found =
    there[0] ?? (await platform.createIssue({ place, title: debtTitle(said), body: debtBody(said), confirm: held.confirm }));
  return { number: found.number, url: found.url };
}
