import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { type Cast, openCast, policy, saying, settled } from './cast.ts';

/** A checklist in the shape of a real one for a service with workers: how much of each section is set up once, and how much is asked anew. */
const shape: readonly (readonly [section: string, stands: number, each: number, files?: string])[] = [
  ['Sign-in', 5, 1],
  ['Network', 6, 0, 'infra/**'],
  ['Data protection', 4, 1],
  ['Database', 8, 0, 'infra/**'],
  ['Cache', 5, 0, 'infra/**'],
  ['Storage', 4, 0, 'infra/**'],
  ['Settings', 4, 2],
  ['Logs', 4, 1],
  ['Health', 3, 1],
  ['Metrics', 7, 1],
  ['Alerts', 8, 1],
  ['Readiness of people', 3, 1],
  ['Scaling', 5, 1],
  ['Speed', 2, 3],
  ['Backups', 6, 1],
  ['Disaster', 6, 1],
  ['Papers', 5, 2],
  ['Delivery', 3, 5],
  ['Last look', 1, 5],
];

const checklist = [
  'format: gonogo/checklist/1',
  'title: Production readiness',
  'sections:',
  ...shape.flatMap(([section, stands, each, files]) => [
    `  - title: ${section}`,
    '    phase: merge',
    '    items:',
    ...Array.from({ length: stands }, (_, at) => {
      const voids = files === undefined ? '' : `, voidIfChanged: ['${files}']`;
      return `      - { id: ${idOf(section)}.stands-${at}, title: ${section} is set up (${at}), level: must, asked: { standing: { lasts: 90${voids} } } }`;
    }),
    ...Array.from(
      { length: each },
      (_, at) => `      - { id: ${idOf(section)}.each-${at}, title: ${section} was looked at (${at}), level: must }`,
    ),
  ]),
].join('\n');

function idOf(section: string): string {
  return section.toLowerCase().replaceAll(' ', '-');
}

let bed: Cast;

beforeAll(async () => {
  bed = await openCast({ config: policy, checklist });
});
afterAll(() => bed.close());

const asked = (pull: PullRequest): string[] =>
  Object.entries(bed.states(pull)).flatMap(([id, state]) => (state === 'open' || state === 'stale' ? [id] : []));

async function through(branch: string, files: Record<string, string>): Promise<{ pull: PullRequest; asks: number }> {
  const pull = await bed.release(branch, files);
  await bed.work();
  const open = asked(pull);
  for (let at = 0; at < open.length; at += 40) {
    // One after the other, as somebody would write them.
    // oxlint-disable-next-line no-await-in-loop
    await saying(bed, pull, 'max', `/gonogo tick ${open.slice(at, at + 40).join(', ')}`);
  }
  expect(asked(pull)).toEqual([]);
  expect(await settled(bed, pull)).toBe('success');
  await bed.sandbox.as('ada').merge(pull);
  await bed.work();
  return { pull, asks: open.length };
}

test('the second release asks for a quarter of the first, and for what its change touches', async () => {
  const first = await through('one', { 'src/one.ts': '1\n' });
  await bed.later(7 * 86_400);
  const second = await through('two', { 'src/two.ts': '2\n' });
  await bed.later(7 * 86_400);
  const third = await through('three', { 'infra/network.tf': '3\n' });
  process.stdout.write(
    `the first release asks for ${first.asks} boxes, the second for ${second.asks}, one that touches the infrastructure for ${third.asks}\n`,
  );
  const total = shape.reduce((sum, [, stands, each]) => sum + stands + each, 0);
  const each = shape.reduce((sum, [, , once]) => sum + once, 0);
  const infrastructure = shape.reduce((sum, [, stands, , files]) => sum + (files === undefined ? 0 : stands), 0);
  expect([first.asks, second.asks, third.asks]).toEqual([total, each, each + infrastructure]);
  expect(second.asks / first.asks).toBeLessThanOrEqual(0.25);
});

test('what stands is renewed in time, ends by itself, and is ended by whoever takes it back', async () => {
  await bed.later(70 * 86_400);
  const pull = await bed.release('four', { 'src/four.ts': '4\n' });
  await bed.work();
  const item = bed.memory(pull).verdict?.items.find(({ id }) => id === 'sign-in.stands-0');
  expect([item?.state, item?.renewBy !== undefined]).toEqual(['standing', true]);
  await saying(bed, pull, 'max', '/gonogo untick sign-in.stands-1');
  expect(bed.states(pull)).toMatchObject({ 'sign-in.stands-0': 'standing', 'sign-in.stands-1': 'open' });
  await bed.later(21 * 86_400);
  expect(bed.states(pull)['sign-in.stands-0']).toBe('open');
});
