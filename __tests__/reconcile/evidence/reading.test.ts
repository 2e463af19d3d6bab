import { describe, expect, test } from '@jest/globals';
import { type Claim, evidenceKey } from '../../../src/gates/engine/contract.ts';
import { artifactName, audienceOf, writeEvidence } from '../../../src/gates/engine/evidence.ts';
import { readingOf } from '../../../src/reconcile/evidence/reading.ts';
import { claimOf } from './ci.ts';
import { claimWith, documentWith, hostile } from './documents.ts';

const read = (text: string, name = artifactName(text)) => readingOf(Buffer.from(text), name);

function claimsIn(text: string): Claim[] {
  const reading = read(text);
  return reading.is === 'read' ? reading.claims.map((claim): Claim => JSON.parse(claim.text)) : [];
}

test('all that is asked of it further, and its claims as they are kept', () => {
  const head = 'b'.repeat(40);
  const claims = [claimOf(), claimOf({ source: 'other', broken: 'it was not there' })];
  const run = { id: 12, attempt: 1, path: 'x' };
  const text = writeEvidence({ repositoryId: 7, event: 'push', head, checkedOut: null, tree: null, run, claims });
  const reading = read(text);
  expect(reading).toMatchObject({
    is: 'read',
    audience: audienceOf(text),
    said: { repositoryId: 7, head, event: 'push', run },
  });
  const kept = reading.is === 'read' ? reading.claims : [];
  expect(new Map(kept.map((claim) => [claim.key, JSON.parse(claim.text)]))).toEqual(
    new Map(claims.map((claim) => [evidenceKey(claim), claim])),
  );
});

describe('nothing is made of', () => {
  const text = documentWith(claimWith('1'));
  test.each<[string, string, string, RegExp]>([
    ['another name', text, artifactName(`${text} `), /^holds other evidence than its name says$/],
    ['half of it', text.slice(0, -9), artifactName(text), /^cannot be read: The JSON ends too early\.$/],
    ['what is no text', '\ud800', '', /^cannot be read: /],
  ])('%s', (_what, given, name, because) => {
    expect(read(given, name)).toEqual({ is: 'unreadable', because: expect.stringMatching(because) });
  });
});

describe('whatever stands in it, there is an answer', () => {
  test.each(Object.entries(hostile))('%s', (_what, make) => {
    expect(read(make()).is).toMatch(/^(?:read|unreadable)$/);
  });
});

describe('a claim that holds more than any gate keeps is broken, and the others are as they were', () => {
  const other = claimWith('{"lines":90}', 1);
  test.each([
    ['bytes', JSON.stringify('ж'.repeat(750_001)), /^its evidence holds 1500\d\d\d bytes, more than 1500000$/],
    ['values', `[${'1,'.repeat(60_000)}1]`, /^its evidence holds more than 60000 values$/],
  ])('%s', (_what, data, reason) => {
    const [large, kept] = claimsIn(documentWith(`${claimWith(data)},${other}`));
    const { gate, source, at, tookMs }: Claim = JSON.parse(claimWith(data));
    const remedy = 'Let coverage keep less: see what makes its report so large, and run it again.';
    expect(large).toEqual({ gate, source, at, tookMs, state: 'broken', reason: expect.stringMatching(reason), remedy });
    expect(kept).toEqual(JSON.parse(other));
  });

  test('up to there it is not', () => {
    const [claim] = claimsIn(documentWith(claimWith(`[${'1,'.repeat(59_000)}1]`)));
    expect(claim).toMatchObject({ state: 'collected' });
  });
});
