import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ItemId } from '../../../src/checklist/model.ts';
import { digest } from '../../../src/ground/json.ts';
import type { Statement } from '../../../src/ledger/statement.ts';
import { boardOf } from '../../../src/views/board/board.ts';
import { readBody, setBoxes } from '../../../src/views/board/body.ts';
import { type BoardEdit, type PastBody, readEdit } from '../../../src/views/board/edit.ts';
import { mergeBody } from '../../../src/views/board/merge.ts';
import * as cases from '../../verdict/cases.ts';

/**
 * One comment on a GitHub that has no compare-and-set, pages that may be old, events that come late, twice and in any order, and an App
 * that writes in between. A click is a person, an item, and the box that they saw.
 */
const items = ['a', 'b', 'c', 'd'].map((id) => cases.item(id));
const people = [cases.reviewer, cases.lead, cases.second];

interface Click {
  readonly by: (typeof people)[number];
  readonly at: string;
  readonly item: ItemId;
  readonly to: 'ticked' | 'open';
  readonly from: string;
  readonly body: string;
  /** The page showed what the comment was; or the platform applies a click to what the comment is. */
  readonly isExact: boolean;
  /** Somebody took a tick back since the board was last written. */
  readonly isAfterUntick: boolean;
  readonly order: number;
}

class World {
  body: string;
  readonly pages: string[];
  readonly clicks: Click[] = [];
  readonly pending: number[] = [];
  readonly heard = new Map<number, BoardEdit>();
  readonly history: (PastBody & { readonly order: number })[] = [];
  readonly statements: Statement[] = [];
  base: string;
  baseOrder = 0;
  baseAt = -1;
  revision = 1;
  seconds = 0;
  readonly arrived = new Set<number>();
  /** Counts what was written to the comment, by whomever. */
  events = 0;
  #unticked = false;

  constructor() {
    this.body = this.render();
    this.base = this.body;
    this.keep({ body: this.body, order: this.events++, isOurs: true });
    this.pages = people.map(() => this.body);
  }

  render(): string {
    const verdict = cases.verdictOf({ items, statements: this.statements });
    return boardOf({ verdict, policy: cases.policy(items), revision: this.revision }).bodies[0] ?? '';
  }

  click(who: number, which: number, mode: 'position' | 'whole') {
    const page = this.pages[who] ?? '';
    const item = items[which]?.id ?? '';
    const to = readBody(page)?.boxes.get(item) === true ? 'open' : 'ticked';
    const body = setBoxes(mode === 'position' ? this.body : page, new Map([[item, to === 'ticked']]));
    this.pages[who] = body;
    if (body === this.body) return;
    const by = people[who] ?? cases.reviewer;
    const at = new Date(Date.parse('2026-11-21T08:00:00Z') + this.seconds * 1_000).toISOString();
    const isExact = mode === 'position' || page === this.body;
    this.clicks.push({ by, at, item, to, from: this.body, body, isExact, isAfterUntick: this.#unticked, order: this.events++ });
    this.pending.push(this.clicks.length - 1);
    this.#unticked ||= to === 'open';
    this.body = body;
  }

  /** The comment's history tells that an edit came before: a later one waits for it. What comes twice changes nothing. */
  hear(index: number) {
    this.arrived.add(index);
    for (let next = this.baseAt + 1; this.arrived.has(next); next++) this.read(next);
  }

  read(index: number) {
    const click = this.clicks[index];
    if (click === undefined) return;
    const { by, at, from, body } = click;
    const history = this.history.filter(({ order }) => order < click.order);
    const edit = readEdit({ from, to: body, history });
    this.heard.set(index, edit);
    this.keep({ body, order: click.order, isOurs: false });
    this.baseAt = index;
    if (click.order > this.baseOrder) [this.base, this.baseOrder] = [body, click.order];
    if (edit.kind !== 'flips') return;
    for (const { item, to } of edit.flips) {
      const about = items.find(({ id }) => id === item);
      const key = digest({ by: by.id, at, item, to });
      this.statements.push(cases.say(to === 'ticked' ? 'tick' : 'untick', about, { by, at, key }));
    }
  }

  keep(past: World['history'][number]) {
    this.history.push(past);
    this.history.sort((one, other) => one.order - other.order);
  }

  write() {
    this.revision += 1;
    this.body = mergeBody({ base: this.base, current: this.body, next: this.render() });
    [this.base, this.baseOrder] = [this.body, this.events];
    this.keep({ body: this.body, order: this.events++, isOurs: true });
    this.#unticked = false;
  }
}

type Step =
  | { readonly do: 'load'; readonly who: number }
  | { readonly do: 'click'; readonly who: number; readonly item: number; readonly mode: 'position' | 'whole' }
  | { readonly do: 'hear'; readonly which: number; readonly again: boolean }
  | { readonly do: 'write' }
  | { readonly do: 'wait' };

const who = fc.nat({ max: people.length - 1 });
const steps = (modes: readonly ('position' | 'whole')[]) =>
  fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const), who }) },
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('click' as const),
          who,
          item: fc.nat({ max: items.length - 1 }),
          mode: fc.constantFrom(...modes),
        }),
      },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('hear' as const), which: fc.nat({ max: 20 }), again: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('write' as const) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
    ),
    { maxLength: 30 },
  );

function play(script: readonly Step[]): World {
  const world = new World();
  for (const step of script) {
    if (step.do === 'load') world.pages[step.who] = world.body;
    if (step.do === 'click') world.click(step.who, step.item, step.mode);
    if (step.do === 'wait') world.seconds += 1;
    if (step.do === 'write') world.write();
    if (step.do === 'hear') {
      const at = step.which % Math.max(1, world.pending.length);
      const [index] = step.again ? world.pending.slice(at, at + 1) : world.pending.splice(at, 1);
      if (index !== undefined) world.hear(index);
    }
  }
  while (world.pending.length > 0) world.hear(world.pending.shift() ?? 0);
  return world;
}

const meant = ({ item, to }: Click) => [{ item, to }];

test('no tick is invented, none is lost, and what could not be told is asked again', () => {
  fc.assert(
    fc.property(steps(['position', 'whole']), (script) => {
      const world = play(script);
      for (const [index, click] of world.clicks.entries()) {
        const edit = world.heard.get(index);
        const flips = edit?.kind === 'flips' ? edit.flips : [];
        const ticks = flips.filter(({ to }) => to === 'ticked');
        expect(ticks).toEqual(ticks.length === 0 ? [] : meant(click));
        if (click.isExact && !click.isAfterUntick && edit?.kind !== 'void') expect(flips).toEqual(meant(click));
      }
    }),
    { numRuns: 400 },
  );
});

test('in the end the board shows what the ledger holds', () => {
  fc.assert(
    fc.property(steps(['position', 'whole']), (script) => {
      const world = play(script);
      world.write();
      expect(readBody(world.body)?.boxes).toEqual(readBody(world.render())?.boxes);
    }),
    { numRuns: 400 },
  );
});

test('events in their order, on a platform that applies each click to what the comment is: every one is heard as it was meant', () => {
  fc.assert(
    fc.property(steps(['position']), (script) => {
      const world = new World();
      for (const step of script) {
        if (step.do === 'load') world.pages[step.who] = world.body;
        if (step.do === 'wait') world.seconds += 1;
        if (step.do === 'write') world.write();
        if (step.do !== 'click') continue;
        world.click(step.who, step.item, step.mode);
        while (world.pending.length > 0) {
          const index = world.pending.shift() ?? 0;
          world.hear(index);
          const edit = world.heard.get(index);
          expect(edit).toMatchObject({ kind: 'flips', flips: meant(world.clicks[index] as Click) });
          // As it asks for itself: soon after somebody took a tick back.
          if (edit?.kind === 'flips' && edit.rewrite) world.write();
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('opposite flips by one person within a second leave the item open', () => {
  const world = new World();
  world.click(0, 0, 'position');
  world.click(0, 0, 'position');
  world.click(0, 0, 'position');
  for (const index of [2, 0, 1]) world.hear(index);
  world.write();
  expect(readBody(world.body)?.boxes.get('a')).toBe(false);
});
