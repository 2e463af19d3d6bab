import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../src/sandbox/faults/faults.ts';
import { type Bed, config, openBed } from './bed.ts';

let bed: Bed;

afterEach(() => bed.close());

/** With all that an answer can depend on: versions, labels, teams. */
const asking = config.replace('base: [main]', 'base: [main], labels: [release], version: [package.json]');
const files = { 'package.json': '{"version":"1.0.0"}' };

async function opened() {
  bed = await openBed({ config: asking, files });
  return bed.release('next', { 'package.json': '{"version":"2.0.0"}' });
}

async function tickAll(pull: Awaited<ReturnType<typeof opened>>) {
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
}

/** What an answer rests on, all of it. */
const grounds = [
  'POST /graphql',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /repos/{owner}/{repo}/rules/branches/{branch}',
  'GET /repos/{owner}/{repo}/branches/{branch}',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /repos/{owner}/{repo}/activity',
];

/** Asked once everything is known: whether it is there by now, and what a board says that is about to be written. */
const besides = ['GET /repos/{owner}/{repo}/commits/{ref}/check-runs', 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}'];

const faults: readonly Fault[] = [
  { does: 'server-error', status: 502 },
  { does: 'truncated' },
  { does: 'not-found' },
  { does: 'primary-limit' },
  { does: 'secondary-limit', retryAfter: 30 },
  { does: 'reset-after' },
  { does: 'bad-credentials' },
  { does: 'graphql-errors', type: 'RESOURCE_LIMITS_EXCEEDED' },
];

/** Every way to fail for what asks most, and two others for each other look-up, so that each way comes up several times. */
function faultsOf(on: string) {
  const all = faults.filter(({ does }) => does !== 'graphql-errors' || on === 'POST /graphql');
  const first = grounds.indexOf(on) * 2;
  const some = on === 'POST /graphql' ? all : [0, 1].flatMap((at) => all[(first + at + all.length) % all.length] ?? []);
  return some.map((fault) => [fault.does, fault] as const);
}

test('these are the look-ups on the way to green', async () => {
  const pull = await opened();
  await bed.work();
  await tickAll(pull);
  await bed.work();
  await bed.later(30);
  expect(bed.check(pull.pull.headSha)).toBe('success');
  const asked = bed.sandbox.journal.map(({ operation }) => operation);
  const reads = asked.filter((operation) => operation.startsWith('GET /repos') || operation === 'POST /graphql');
  expect([...new Set(reads)].filter((operation) => ![...grounds, ...besides].includes(operation))).toEqual([]);
});

describe.each([...grounds, ...besides])('%s', (on) => {
  test.each(faultsOf(on))('fails with %s: nothing turns green by it, and all is well once it works', async (_does, fault) => {
    const pull = await opened();
    await bed.work();
    await tickAll(pull);
    const mend = bed.sandbox.faults.add({ ...fault, on });
    await bed.work();
    for (const seconds of [5, 20, 40]) await bed.later(seconds);
    const asked = bed.sandbox.journal.filter(({ operation, fault: struck }) => operation === on && struck !== undefined);
    // What was not asked again cannot have been missed.
    if (asked.length > 0 && grounds.includes(on)) expect(bed.check(pull.pull.headSha)).not.toBe('success');
    mend();
    for (const seconds of [700, 700, 4_000, 30]) await bed.later(seconds);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    expect(bed.reports.filter(({ level }) => level === 'alarm').map(({ event }) => event)).toEqual([]);
  });

  test('fails after green: what was taken back does not stay green', async () => {
    const pull = await opened();
    await bed.work();
    await tickAll(pull);
    await bed.work();
    await bed.later(30);
    expect(bed.check(pull.pull.headSha)).toBe('success');
    const mend = bed.sandbox.faults.add({ does: 'server-error', status: 502, on });
    await bed.sandbox.as('wil').untick(pull, 'backups');
    await bed.work();
    for (const seconds of [5, 20, 40]) await bed.later(seconds);
    // Without a sign-in nothing can be written either.
    if (!on.includes('access_tokens')) expect(bed.check(pull.pull.headSha)).not.toBe('success');
    mend();
    for (const seconds of [700, 700]) await bed.later(seconds);
    expect(bed.check(pull.pull.headSha)).toBe('action_required');
  });
});
