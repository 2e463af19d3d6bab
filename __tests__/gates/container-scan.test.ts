import { describe, expect, test } from '@jest/globals';
import { containerScan } from '../../src/gates/container-scan.ts';
import { advisory, at, seen } from './scan/seen.ts';

const digest = `sha256:${'3f5c8b1e0a7d4296'.repeat(4)}`;
const report = { path: 'trivy.json', format: 'trivy', tool: 'trivy', digests: [digest], databaseAt: '2026-11-20T00:00:00Z' };
const today = at('2026-11-21T12:00:00Z');

type Limits = Parameters<typeof containerScan.judge>[1];
const judge = (limits: Limits, change: object = {}, advisories: Parameters<typeof seen>[0] = []) =>
  containerScan.judge(seen(advisories, { reports: [{ ...report, ...change }] }), limits, today);

test('it says which image it is about and of when the database is', () => {
  const { result, measured } = judge({ high: 0, image: digest });
  expect(result).toBe('pass');
  expect(measured).toContainEqual({ metric: 'image', value: digest });
  expect(measured).toContainEqual({ metric: 'database of', value: '2026-11-20T00:00:00Z' });
});

describe('it cannot tell', () => {
  test.each<[string, Limits, object, string]>([
    ['about another image', { high: 0, image: `sha256:${'0'.repeat(64)}` }, {}, 'is about'],
    ['about no image', { high: 0 }, { digests: [] }, 'does not say which image'],
    ['from a digest that is none', { high: 0 }, { digests: ['sha256:a1b2c3d4e5f6g7h8'] }, 'no digest'],
    ['without a date of the database', { high: 0 }, { databaseAt: undefined }, 'nobody says'],
    ['from an old database', { high: 0, databaseHours: 24 }, {}, 'older than 24 hours'],
    ['from a database of the future', { high: 0 }, { databaseAt: '2027-01-01T00:00:00Z' }, 'future'],
    ['without a number', { endOfLife: 'allow' }, {}, 'how many are too many'],
  ])('%s', (_name, limits, change, said) => {
    expect(judge(limits, change)).toMatchObject({
      result: 'cannot-tell',
      summary: expect.stringContaining(said),
      remedy: expect.stringMatching(/\w/),
    });
  });
});

test('a policy may do without a digest or a date', () => {
  expect(judge({ high: 0, unnamedImage: 'allow' }, { digests: [] }).result).toBe('pass');
  expect(judge({ high: 0, undatedDatabase: 'allow' }, { databaseAt: undefined }).result).toBe('pass');
});

test('a distribution that has ended is a finding, unless the policy allows it', () => {
  const ended = seen([], { reports: [report], endOfLife: ['debian 9'] });
  expect(containerScan.judge(ended, { high: 0 }, today)).toMatchObject({
    result: 'fail',
    summary: '0 high or worse (at most 0); debian 9 gets no fixes any more',
    findings: [{ id: 'end-of-life|debian 9' }],
  });
  expect(containerScan.judge(ended, { high: 0, endOfLife: 'allow' }, today).result).toBe('pass');
});

test('what counts is a setting', () => {
  const misconfigured = advisory({ weakness: 'misconfiguration' });
  expect(judge({ high: 0 }, {}, [misconfigured]).result).toBe('pass');
  expect(judge({ high: 0, count: ['misconfiguration'] }, {}, [misconfigured]).result).toBe('fail');
  expect(judge({ high: 0 }, {}, [advisory({ weakness: 'secret' })]).result).toBe('fail');
});
