import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPlatform } from '../../../src/github/platform.ts';
import type { ListedArtifact } from '../../../src/reconcile/ports/runs.ts';
import { type ArtifactWish, removeArtifact } from '../../../src/sandbox/state/artifacts.ts';
import { passing, runCi } from '../../reconcile/evidence/ci.ts';
import { serve } from '../client/server.ts';
import { type Here, openPlatform } from '../open.ts';

let here: Here;
beforeAll(async () => {
  here = await openPlatform();
});
afterAll(() => here.close());

let serial = 0;
async function left(more: Partial<ArtifactWish> = {}) {
  serial += 1;
  const run = await runCi(here, here.pull(`a${serial}`), { leaves: (of) => [{ ...passing(of), ...more }] });
  const [artifact] = await here.platform.artifacts({ place: here.place, run: run.id, prefix: 'gonogo-evidence-' });
  if (artifact === undefined) throw new Error('nothing was left');
  return { artifact, run };
}

const fetched = (artifact: ListedArtifact) => here.platform.artifact({ place: here.place, artifact });

test('its two files, as they were left', async () => {
  const { artifact } = await left({ files: { 'evidence.json': '{"a": 1}', 'evidence.jwt': 'a.b.c' } });
  const got = await fetched(artifact);
  expect(got).toMatchObject({ is: 'read', token: 'a.b.c' });
  expect(got.is === 'read' && Buffer.from(got.evidence).toString()).toBe('{"a": 1}');
});

describe('is not read, and says why, where it', () => {
  test.each<[string, Partial<ArtifactWish>]>([
    ['is no zip archive', { zip: Buffer.from('PK and no more') }],
    ['holds no evidence.json', { files: { 'evidence.jwt': 'a.b.c' } }],
    ['holds something else: "../evidence.json"', { files: { '../evidence.json': '{}' } }],
    ['holds 50000000 bytes in evidence.json, more than 10000000', { files: { 'evidence.json': Buffer.alloc(50_000_000) } }],
    ['has 11000022 bytes, more than 10100000', { zip: Buffer.alloc(11_000_022) }],
  ])('%s', async (because, wish) => {
    const { artifact } = await left(wish);
    expect(await fetched(artifact)).toEqual({ is: 'unreadable', because });
  });

  test('has expired, and is not even asked for', async () => {
    const { artifact } = await left();
    const from = here.sandbox.journal.length;
    expect(await fetched({ ...artifact, isExpired: true })).toEqual({ is: 'unreadable', because: 'has expired' });
    expect(here.sandbox.journal).toHaveLength(from);
  });

  test('was deleted after it was listed', async () => {
    const { artifact, run } = await left();
    for (const each of run.artifacts.values()) removeArtifact(each);
    expect(await fetched(artifact)).toEqual({ is: 'unreadable', because: 'is not there any more' });
  });
});

describe('is asked for again where', () => {
  test('other bytes come than were listed', async () => {
    const { artifact } = await left();
    const other = fetched({ ...artifact, digest: `sha256:${'0'.repeat(64)}` });
    await expect(other).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  test.each<[string, string, Parameters<typeof serve>[0]]>([
    ['the place it lies at does not give it', 'the answer is 403', (_, response) => response.writeHead(403).end()],
    ['more comes than was listed', 'the answer is too large', (_, response) => response.end(Buffer.alloc(11_000_000))],
    ['it is led on from there', 'the answer is 302', (_, response) => response.writeHead(302, { location: '/x' }).end()],
  ])('%s', async (_what, why, answer) => {
    const { artifact } = await left();
    const heard: string[] = [];
    const api = await serve((request, response) => {
      heard.push(`${request.url} ${request.headers.authorization === undefined ? 'openly' : 'signed in'}`);
      if (request.url === '/lies-here') answer(request, response);
      else if (request.url?.endsWith('/zip'))
        response.writeHead(302, { location: `http://${request.headers.host}/lies-here` }).end();
      else response.writeHead(201).end(JSON.stringify({ token: 't', expires_at: '2999-01-01T00:00:00Z' }));
    });
    const platform = createPlatform({ ...here.options, baseUrl: api.url });
    await expect(platform.artifact({ place: here.place, artifact })).rejects.toThrow(why);
    await api.close();
    // Whoever keeps the bytes learns of no token.
    expect(heard.at(-1)).toBe('/lies-here openly');
  });

  test('it leads to a place without TLS that is not the API itself', async () => {
    const { artifact } = await left();
    const api = await serve((request, response) => {
      if (request.url?.endsWith('/zip')) response.writeHead(302, { location: 'http://127.0.0.1:9/x' }).end();
      else response.writeHead(201).end(JSON.stringify({ token: 't', expires_at: '2999-01-01T00:00:00Z' }));
    });
    const platform = createPlatform({ ...here.options, baseUrl: api.url });
    await expect(platform.artifact({ place: here.place, artifact })).rejects.toThrow('it leads nowhere');
    await api.close();
  });
});
