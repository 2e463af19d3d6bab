import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { telling } from '../app/tell.ts';
import { asked } from './asked.ts';
import { later } from './later.ts';

const kinds = [
  ['a change of what releases are judged by', asked],
  ['a release is open when the rules change', later],
] as const;
// Of one App, so that those of both kinds are told at once.
const { begin, endOf, close } = telling(
  'policy',
  kinds.flatMap(([, plays]) => plays),
  { store: 'embedded' },
);

beforeAll(begin, 180_000);
afterAll(close);

describe.each(kinds)('%s', (_kind, plays) => {
  test.each(plays.map((play) => [play.name, play] as const))('%s', async (_name, play) => {
    expect(await endOf(play)).toBeUndefined();
  });
});
