import { afterEach, describe, expect, test } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Cast, items, openCast, settled } from '../people/cast.ts';

let bed: Cast;

afterEach(() => bed.close());

const alerts = '{ id: alerts, title: Somebody is on call, level: must }';
const day = 24 * 3_600;

/** A release of the shop whose second item is put off; the first is ticked by somebody else. */
async function opened(putOff: string): Promise<PullRequest> {
  bed = await openCast({ checklist: items.replace(alerts, alerts.replace(' }', `, ${putOff} }`)) });
  const pull = await bed.release('next');
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.work();
  return pull;
}

const boardOf = (pull: PullRequest) => bed.boards(pull).at(-1)?.body ?? '';

describe('an item that is enforced from a day on', () => {
  test('blocks nothing before, and from then on by itself', async () => {
    const pull = await opened('enforceFrom: 2026-11-25');
    expect(await settled(bed, pull)).toBe('success');
    await bed.later(3 * day);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    // Nobody does anything: it is looked at again because its day has come.
    await bed.later(day);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
    await bed.sandbox.as('max').tick(pull, 'alerts');
    await bed.work();
    expect(await settled(bed, pull)).toBe('success');
  });
});

describe('a debt of the baseline', () => {
  test('is shown as one, with its owner and its end, and blocks from its end on', async () => {
    const pull = await opened('debt: { owner: max, until: 2026-11-24 }');
    expect(await settled(bed, pull)).toBe('success');
    await bed.later(120);
    expect(boardOf(pull)).toMatch(/DEBT[^\n]*until 2026-11-25[^\n]*owner max/);
    expect(bed.runs(pull.pull.headSha).at(-1)?.output.summary).toContain('## Debts');
    await bed.later(4 * day);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });

  test('that is made longer while a release is open ends for it when it ended', async () => {
    const pull = await opened('debt: { owner: max, until: 2026-11-24 }');
    const longer = alerts.replace(' }', ', debt: { owner: max, until: 2026-12-24 } }');
    await bed.sandbox.as('ada').push(bed.repo, 'main', { '.github/release.yml': items.replace(alerts, longer) });
    await bed.work();
    expect(await settled(bed, pull)).toBe('success');
    await bed.later(4 * day);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });
});
