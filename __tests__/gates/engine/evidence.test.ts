import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  artifactName,
  audienceOf,
  bindEvidence,
  type EvidenceDocument,
  evidenceMaxBytes,
  readEvidence,
  writeEvidence,
} from '../../../src/gates/engine/evidence.ts';
import { canonical, digestText } from '../../../src/ground/json.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { problemsOf } from '../problems.ts';
import { tideClaim } from './gates.ts';

const sha = 'a'.repeat(40);
const parts: Omit<EvidenceDocument, 'format'> = {
  repositoryId: 7,
  event: 'pull_request',
  head: sha,
  checkedOut: 'b'.repeat(40),
  tree: 'c'.repeat(40),
  run: { id: 11, attempt: 2, path: '.github/workflows/ci.yml' },
  claims: [
    { ...tideClaim(3), target: 'south', tool: { name: 'gauge', version: '1.2' } },
    {
      gate: 'tide',
      source: digestText('x'),
      at: '2026-11-21T10:00:00Z',
      tookMs: 0,
      state: 'broken',
      reason: 'dry',
      remedy: 'wait',
    },
    tideClaim(1),
  ],
};
const document = { ...parts, format: 'gonogo/evidence/1' };

describe('what is written', () => {
  test('is read back as it was, from text and from bytes', () => {
    const text = writeEvidence(parts);
    const { document: read, claims } = readEvidence(text, 'evidence.json');
    expect(read).toEqual({ ...document, claims });
    expect(claims).toHaveLength(3);
    expect(readEvidence(new TextEncoder().encode(text), 'evidence.json').claims).toEqual(claims);
  });

  test('does not depend on the order in which it came', () => {
    const turned = { ...parts, claims: parts.claims.toReversed() };
    expect(writeEvidence(turned)).toBe(writeEvidence(parts));
    expect(artifactName(writeEvidence(parts))).toBe(`gonogo-evidence-${digestText(writeEvidence(parts)).slice(0, 12)}`);
  });

  test('can be vouched for, and nothing else with the same word', () => {
    const text = writeEvidence(parts);
    expect(audienceOf(text)).toBe(`gonogo-evidence:${digestText(text)}`);
    expect(audienceOf(`${text} `)).not.toBe(audienceOf(text));
  });

  test('is read with all the commas and brackets that stand in its texts, and as many empty values as there may be', () => {
    const data = { text: '\\",{[\\'.repeat(200_000), empty: Array.from({ length: 299_000 }, () => ({})) };
    const { claims } = readEvidence(writeEvidence({ ...parts, claims: [{ ...tideClaim(1), state: 'collected', data }] }), 'a');
    expect(claims[0]).toMatchObject({ data: { text: data.text } });
  });

  test('is never more than the reader takes', async () => {
    const large = { ...tideClaim(1), state: 'collected' as const, data: 'x'.repeat(evidenceMaxBytes) };
    const [problem] = await problemsOf(() => writeEvidence({ ...parts, claims: [large] }));
    expect(problem).toMatchObject({ code: 'evidence.too-large', remedy: expect.stringContaining('fewer gates') });
  });
});

describe('it is a problem', () => {
  const first = parts.claims[0] ?? tideClaim(0);
  const withClaim = (claim: object) => canonical({ ...document, claims: [{ ...tideClaim(1), ...claim }] });
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

  test.each<[string, string | Uint8Array, string, string]>([
    ['that it is no JSON', '{"format": "gonogo/evidence/1",}', 'json.broken', 'evidence.json:1:32: '],
    ['that it is cut', writeEvidence(parts).slice(0, -10), 'json.broken', 'ends too early'],
    ['that it is no text', new Uint8Array([0x7b, 0xff, 0x7d]), 'evidence.encoding', 'UTF-8'],
    ['that it is empty', '', 'json.broken', 'ends too early'],
    ['that it is something else', '{}', 'evidence.format', 'no evidence'],
    ['that it is a list', '[]', 'evidence.format', 'no evidence'],
    ['that it has no end of values', `{"claims":[${'0,'.repeat(400_000)}0]}`, 'evidence.too-large', 'more than 300000 values'],
    ['that it is all brackets', '['.repeat(900_000), 'evidence.too-large', 'more than 300000 values'],
    ['that it is null', 'null', 'evidence.format', 'no evidence'],
    ['that it is of another version', '{"format":"gonogo/evidence/2"}', 'evidence.version', 'gonogo/evidence/2'],
    ['that a key is unknown', canonical({ ...document, trusted: true }), 'evidence.shape', 'trusted: unknown key'],
    ['that a key is missing', canonical({ ...document, run: undefined }), 'evidence.shape', '"run" is missing'],
    ['that a commit is none', canonical({ ...document, head: 'main' }), 'evidence.shape', 'head: "main"'],
    ['that a claim brings an origin', withClaim({ origin: 'app' }), 'evidence.shape', 'origin'],
    ['that a claim brings a head', withClaim({ head: sha }), 'evidence.shape', 'head'],
    ['that a claim is of two states', withClaim({ reason: 'x' }), 'evidence.shape', 'reason'],
    ['that a gate has no id', withClaim({ gate: '../x' }), 'evidence.shape', 'claims.0.gate'],
    ['that a source is no digest', withClaim({ source: 'x' }), 'evidence.shape', 'claims.0.source'],
    [
      'that a time is none',
      withClaim({ at: '2026-13-45T10:00:00Z' }),
      'evidence.shape',
      'claims.0: 2026-13-45T10:00:00Z is no instant',
    ],
    ['that a time is local', withClaim({ at: '2026-11-21T10:00:00' }), 'evidence.shape', 'claims.0.at'],
    ['that it took less than no time', withClaim({ tookMs: -1 }), 'evidence.shape', 'claims.0.tookMs'],
    [
      'that a key has two claims',
      canonical({ ...document, claims: [first, { ...first, tookMs: 9 }] }),
      'evidence.shape',
      'claims.1: ',
    ],
    ['that a number is endless', withClaim({}).replace('"height":1', '"height":1e999'), 'evidence.shape', 'claims.0: '],
    ['that it is nested without end', withClaim({}).replace('"height":1', `"height":${deep}`), 'evidence.shape', 'claims.0: '],
  ])('%s', async (_name, input, code, said) => {
    const [problem] = await problemsOf(() => readEvidence(input, 'evidence.json'));
    expect(problem).toMatchObject({ code, file: 'evidence.json' });
    expect(problem?.remedy).toMatch(/\w/);
    const place = [problem?.file, problem?.line, problem?.column].filter((part) => part !== undefined).join(':');
    expect(`${place}: ${problem?.path}: ${problem?.message}`.replace(': undefined', '')).toContain(said);
  });

  test('all of them at once, but no more than a page', async () => {
    const bad = Array.from({ length: 50 }, (_, at) => ({ ...tideClaim(at), tookMs: 'long' }));
    expect(await problemsOf(() => readEvidence(canonical({ ...document, claims: bad }), 'a'))).toHaveLength(20);
  });
});

test('whatever stands in the file, it is read whole or ends in problems', () => {
  const text = writeEvidence(parts);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, other) => {
      const changed = text.slice(0, at) + other + text.slice(at + other.length);
      try {
        expect(readEvidence(changed, 'a').claims).toHaveLength(3);
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemError);
      }
    }),
    { numRuns: 200 },
  );
});

test('only the reader says where evidence belongs', () => {
  const { claims } = readEvidence(writeEvidence(parts), 'a');
  const by = { head: 'd'.repeat(40), origin: 'pinned-workflow' as const, run: { id: 1, attempt: 1, path: 'x' } };
  expect(bindEvidence(claims, by)).toEqual(claims.map((claim) => ({ ...claim, ...by })));
});
