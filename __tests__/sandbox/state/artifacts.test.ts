import { expect, test } from '@jest/globals';
import { isExpired, linkTo, mostArtifacts, removeArtifact, uploadArtifact } from '../../../src/sandbox/state/artifacts.ts';
import { cancelRun, rerun } from '../../../src/sandbox/state/reruns.ts';
import { startRun } from '../../../src/sandbox/state/runs.ts';
import { town } from '../town.ts';

function running() {
  const here = town();
  const wish = { event: 'push', actor: here.person('wil'), path: 'ci.yml', jobs: [{ name: 'test' }] };
  return { ...here, run: startRun(here.world, here.repo, wish) };
}

test('a name is taken once in an attempt', () => {
  const { world, run, person } = running();
  const first = uploadArtifact(world, run, { name: 'results', files: { 'a.txt': '1' } });
  expect(() => uploadArtifact(world, run, { name: 'results' })).toThrow('already exists');
  const second = uploadArtifact(world, run, { name: 'results', files: { 'a.txt': '2' }, overwrite: true });
  expect([...run.artifacts.values()]).toEqual([second]);
  cancelRun(world, run);
  expect(() => uploadArtifact(world, run, { name: 'late' })).toThrow('takes no artifacts');
  rerun(world, run, { by: person('wil') });
  uploadArtifact(world, run, { name: 'results' });
  expect([...run.artifacts.values()].map(({ name, attempt }) => [name, attempt])).toEqual([
    ['results', 1],
    ['results', 2],
  ]);
  removeArtifact(second);
  expect([run.artifacts.size, first.zip.equals(second.zip)]).toEqual([1, false]);
});

test.each(['', 'a/b', 'a:b', 'a\nb'])('%j is no name', (name) => {
  const { world, run } = running();
  expect(() => uploadArtifact(world, run, { name })).toThrow('not valid');
});

test('too many and too large', () => {
  const { world, run } = running();
  expect(() => uploadArtifact(world, run, { name: 'big', zip: Buffer.alloc(256 * 1024 * 1024 + 1) })).toThrow('too large');
  for (let at = 0; at < mostArtifacts; at++) uploadArtifact(world, run, { name: `n${at}` });
  expect(() => uploadArtifact(world, run, { name: 'more' })).toThrow('at most 500');
  expect(uploadArtifact(world, run, { name: 'n0', overwrite: true, zip: Buffer.from('x') }).zip.toString()).toBe('x');
});

test('a link holds for a minute, an artifact for its days', () => {
  const { world, run } = running();
  const artifact = uploadArtifact(world, run, { name: 'a', retentionDays: 1 });
  expect(linkTo(world, artifact)).toMatch(new RegExp(`/-/artifacts/${artifact.id}.zip\\?sig=\\w{40}$`));
  world.clock.advance(60_000);
  linkTo(world, artifact);
  expect(world.downloads.size).toBe(1);
  world.clock.advance(24 * 3_600_000);
  expect(isExpired(world, artifact)).toBe(true);
  expect(() => linkTo(world, artifact)).toThrow('expired');
});
