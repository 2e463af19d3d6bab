import type { Item } from '../../src/checklist/model.ts';
import type { Evidence } from '../../src/gates/engine/contract.ts';
import type { Statement } from '../../src/ledger/statement.ts';
import { lead, now } from './cases.ts';
import { far, sha, type World } from './small-worlds.ts';

/** What is promised, a second time: as plainly as it can be put, and with nothing of the code that keeps it. */

type Sure = 'yes' | 'no' | 'perhaps';
type Answer = 'done' | 'exempt' | 'not-here' | 'failed' | 'unsure' | 'open' | 'off';
const satisfied: readonly Answer[] = ['done', 'exempt', 'not-here'];
export const time = (text: string) => Date.parse(text);
const day = 24 * 3_600_000;

const both = (a: Sure, b: Sure): Sure => (a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'perhaps');
const isLead = (id: number): Sure => (id === 99 ? 'perhaps' : id === 3 || id === 6 ? 'yes' : 'no');
const isRelease = (id: number): Sure => (id === 99 ? 'perhaps' : id === 3 ? 'yes' : 'no');
const mayWrite = (id: number): Sure => (id === 99 ? 'perhaps' : [1, 2, 3, 6].includes(id) ? 'yes' : 'no');
const isOther = (id: number, { authors }: World): Sure => (authors === null ? 'perhaps' : authors.includes(id) ? 'no' : 'yes');

const isCurrent = ({ head: commit }: Statement) => commit === sha.here || commit === sha.sameFiles || commit === sha.sameChange;

function isKept(statement: Statement, one: Item): boolean {
  if (isCurrent(statement)) return true;
  if (one.proof.by === 'sign-off' || one.onPush === 'reset') return false;
  if (one.onPush === 'keep') return true;
  return statement.head === sha.before && one.onPush.resetIfChanged.includes('docs/**');
}

const own = ({ statements }: World) =>
  statements.filter(({ scope }) => 'subject' in scope && scope.subject === '7/pull-request/12');
const lasting = ({ statements }: World) => statements.filter(({ scope }) => 'standing' in scope);

function stands(
  among: readonly Statement[],
  act: Statement['act'],
  ends: Statement['act'],
  same: (a: Statement, b: Statement) => boolean,
) {
  const endings = among.filter((each) => each.act === ends);
  return among.filter((each) => each.act === act && !endings.some((end) => same(end, each) && time(end.at) >= time(each.at)));
}
const sameItem = (a: Statement, b: Statement) => a.item === b.item;
const sameItemAndPerson = (a: Statement, b: Statement) => sameItem(a, b) && a.by.id === b.by.id;
const about = (one: Item, among: readonly Statement[]) =>
  among.filter(({ item: id, itemDigest }) => id === one.id && itemDigest === one.digest);

function mayTick({ proof }: Item, id: number): Sure {
  if (proof.by !== 'person') return 'no';
  return proof.who.write ? mayWrite(id) : proof.who.role === 'lead' ? isLead(id) : id === 99 ? 'perhaps' : 'no';
}

function ticksOf(one: Item, world: World) {
  return about(one, stands(own(world), 'tick', 'untick', sameItem)).filter((each) => isKept(each, one));
}

function standingTicksOf(one: Item, world: World) {
  if (one.asked === 'each-release' || one.phase === 'verify' || one.proof.by !== 'person') return [];
  const { voidIfChanged } = one.asked.standing;
  const unticked = own(world).filter(({ act, item: id }) => act === 'untick' && id === one.id);
  return about(one, stands(lasting(world), 'tick', 'untick', sameItem)).filter(
    ({ scope, at, until, head: commit }) =>
      'standing' in scope &&
      scope.standing.environment === undefined &&
      time(at) + 30 * day > time(now) &&
      (until === undefined || time(until) > time(now)) &&
      (voidIfChanged.length === 0 || commit === sha.here || commit === sha.sameFiles) &&
      !unticked.some((end) => time(end.at) >= time(at)),
  );
}

function exemptions(one: Item, act: 'na' | 'waive', world: World) {
  if (one.locked || one.proof.by === 'sign-off' || one.proof.by === 'items') return [];
  const [end, days] = act === 'na' ? (['untick', 365] as const) : (['unwaive', 30] as const);
  return about(one, stands(own(world), act, end, sameItem))
    .filter(({ reason, until }) => reason === 'why' && until !== undefined && time(until) > time(now))
    .filter(({ at, until = '' }) => time(until) <= time(at) + days * day)
    .filter((each) => act === 'waive' || isKept(each, one))
    .map((statement) => ({ statement, sure: both(isOther(statement.by.id, world), isRelease(statement.by.id)) }))
    .filter(({ sure }) => sure !== 'no');
}

function gateAnswer(one: Item, world: World): Answer {
  const here = world.evidence.filter((each) => each.head === sha.here);
  const lines = (each: Evidence) => JSON.stringify('data' in each ? each.data : '').includes('"covered":90');
  const failing = here.filter((each) => !lines(each));
  if (failing.length > 0) {
    const values = failing.map((each) => (JSON.stringify('data' in each ? each.data : '').includes('"covered":70') ? 70 : 75));
    const waived = exemptions(one, 'waive', world)
      .filter(({ sure }) => sure === 'yes')
      .flatMap(({ statement }) => statement.covers ?? []);
    const isCovered = values.every((seen) => waived.some(({ value = 101 }) => seen >= value));
    const isTrusted = here.some(({ origin }) => origin !== 'changed-workflow');
    return !isCovered ? 'failed' : isTrusted ? 'exempt' : 'unsure';
  }
  if (here.some(({ origin }) => origin !== 'changed-workflow')) return 'done';
  return here.length === 0 && world.running ? 'open' : 'unsure';
}

function ownAnswer(one: Item, world: World, others: (id: string) => Answer): Answer {
  const { proof } = one;
  switch (proof.by) {
    case 'gate':
      return gateAnswer(one, world);
    case 'person': {
      const rights = [...ticksOf(one, world), ...standingTicksOf(one, world)].map(({ by }) => mayTick(one, by.id));
      if (rights.includes('yes')) return 'done';
      return rights.includes('perhaps') || proof.who.role === 'nobody-has-it' ? 'unsure' : 'open';
    }
    case 'sign-off': {
      const ways = proof.via === 'box' ? ['box', 'command'] : [proof.via];
      const signs = about(one, stands(own(world), 'sign', 'unsign', sameItemAndPerson)).filter(
        (each) => isCurrent(each) && ways.includes(each.via),
      );
      const people = [...new Set(signs.map(({ by }) => by.id))].map((id) => both(isLead(id), isOther(id, world)));
      const sure = people.filter((each) => each === 'yes').length;
      const perhaps = people.filter((each) => each === 'perhaps').length;
      if (sure >= proof.count) return 'done';
      return perhaps > 0 && sure + perhaps >= proof.count ? 'unsure' : 'open';
    }
    case 'items': {
      const at = world.items.indexOf(one);
      const above = world.items
        .slice(0, at)
        .filter((each) => each.level === 'must' && !isTolerated(each) && isNotLater(each, one));
      const ids = proof.of === 'all-above' ? above.map(({ id }) => id) : proof.of;
      const answers = ids.map(others).filter((each) => each !== 'off');
      if (answers.length === 0) return 'unsure';
      if (answers.every((each) => each === 'not-here')) return 'not-here';
      if (answers.includes('failed')) return 'failed';
      if (answers.includes('unsure')) return 'unsure';
      return answers.includes('open') ? 'open' : 'done';
    }
  }
}

const isTolerated = ({ enforceFrom, debt }: Item) => enforceFrom === far || debt !== undefined;
const order = ['merge', 'sign-off', 'verify'];
const isNotLater = (a: Item, b: Item) => order.indexOf(a.phase) <= order.indexOf(b.phase);

function answerOf(id: string, world: World): Answer {
  const one = world.items.find((each) => each.id === id);
  if (one === undefined || one.when?.labels !== undefined) return 'off';
  const others = (other: string) => answerOf(other, world);
  const answer = ownAnswer(one, world, others);
  if (answer === 'exempt' || answer === 'not-here') return answer;
  if (answer === 'done')
    return one.after.map(others).every((each) => each === 'off' || satisfied.includes(each)) ? 'done' : 'open';
  // What a gate proves is nobody's to explain away.
  if (one.proof.by === 'gate') return answer;
  const [nas, waivers] = [exemptions(one, 'na', world), exemptions(one, 'waive', world)];
  if (nas.some(({ sure }) => sure === 'yes')) return 'not-here';
  if (waivers.some(({ sure }) => sure === 'yes')) return 'exempt';
  return nas.length + waivers.length > 0 ? 'unsure' : answer;
}

function secondPerson(world: World): Sure {
  if (world.solo) return 'yes';
  const whole = stands(own(world), 'sign', 'unsign', sameItemAndPerson).filter(({ item: id }) => id === undefined);
  const words = [
    ...whole.filter(isCurrent).map(({ by }) => both(mayWrite(by.id), isOther(by.id, world))),
    ...world.items
      .filter(({ when }) => when?.labels === undefined)
      .flatMap((one) => [
        ...about(one, stands(own(world), 'tick', 'untick', sameItem))
          .filter(isCurrent)
          .map(({ by }) => both(mayTick(one, by.id), isOther(by.id, world))),
        ...(one.proof.by === 'sign-off' ? about(one, stands(own(world), 'sign', 'unsign', sameItemAndPerson)) : [])
          .filter(isCurrent)
          .map(({ by }) => both(isLead(by.id), isOther(by.id, world))),
        ...[...exemptions(one, 'na', world), ...exemptions(one, 'waive', world)]
          .filter(({ statement }) => isCurrent(statement))
          .map(({ sure }) => sure),
      ]),
  ];
  return words.includes('yes') ? 'yes' : words.includes('perhaps') ? 'perhaps' : 'no';
}

function isHeld(world: World): boolean {
  const said = own(world);
  return said.some(
    (hold) =>
      hold.act === 'hold' &&
      (mayWrite(hold.by.id) !== 'no' || isLead(hold.by.id) !== 'no') &&
      !said.some(
        (lift) =>
          lift.act === 'release-hold' &&
          time(lift.at) > time(hold.at) &&
          (lift.by.id === hold.by.id || isRelease(lift.by.id) === 'yes'),
      ),
  );
}

export function promised(world: World): string {
  const deciding = world.items.filter((one) => one.level === 'must' && one.phase !== 'verify' && one.when?.labels === undefined);
  const blocking = deciding.filter((one) => !isTolerated(one));
  const answers = blocking.map(({ id }) => answerOf(id, world));
  const isNothing = answers.every((each) => each === 'not-here');
  const person = secondPerson(world);
  const held = isHeld(world);
  const plain = answers.includes('failed')
    ? 'no-go'
    : answers.includes('unsure') || isNothing || person === 'perhaps'
      ? 'cannot-tell'
      : answers.includes('open') || person === 'no' || held
        ? 'waiting'
        : 'go';
  const glass = own(world).some(
    ({ act, by, at, reason, head: commit }) =>
      act === 'break-glass' &&
      by.id === lead.id &&
      isOther(by.id, world) === 'yes' &&
      commit === sha.here &&
      reason === 'why' &&
      time(at) + 4 * 3_600_000 > time(now),
  );
  const always = blocking.filter((one) => one.always).map(({ id }) => answerOf(id, world));
  const passesAlways = always.every((each) => satisfied.includes(each));
  return glass && passesAlways && !held && !isNothing ? 'go' : plain;
}
