import { expect, test } from '@jest/globals';
import { lookAtRepositories } from '../../../../src/doors/app/doctor/repositories.ts';
import { PlatformError } from '../../../../src/reconcile/ports/faults.ts';
import type { FileAnswer, Requirement } from '../../../../src/reconcile/ports/platform.ts';

const place = (name: string) => ({ installation: 1, repoId: 7, owner: 'acme', name });
const text = (written: string): FileAnswer => ({ is: 'text', text: written, oid: 'a'.repeat(40) });
const config = 'version: 1\nchecklist: essentials\n';

function look(files: Readonly<Record<string, FileAnswer>>, requirement: Requirement = 'ours', asked: string[] = []) {
  const platform = {
    repositories: () => Promise.resolve(Object.keys(files).map(place)),
    repository: ({ name }: { name: string }) => Promise.resolve({ place: place(name), branch: 'main', tip: 'b'.repeat(40) }),
    file: ({ place: { name } }: { place: { name: string } }) => Promise.resolve(files[name] ?? { is: 'none' as const }),
    requirement: ({ branch, check }: { branch: string; check: string }) => {
      asked.push(`${branch} ${check}`);
      return Promise.resolve(requirement);
    },
  };
  return lookAtRepositories(platform, [1]);
}

test('a check that nothing requires, or that a job of Actions or a person could fake, is told with what to do', async () => {
  expect(await look({ shop: text(config), other: { is: 'none' } })).toEqual([
    { is: 'well', about: 'acme/shop', what: 'main requires gonogo, and takes it from this App alone' },
  ]);
  expect(await look({ shop: text(config) }, 'not-required')).toMatchObject([
    { is: 'ill', what: expect.stringContaining('blocks nothing yet') },
  ]);
  expect(await look({ shop: text(config) }, 'anybody')).toMatchObject([
    { is: 'ill', what: expect.stringContaining('can fake this') },
  ]);
  expect(await look({ shop: text(config) }, 'unknown')).toMatchObject([{ is: 'unsure' }]);
});

test('every base that is written out is asked for, by the name of its mode', async () => {
  const asked: string[] = [];
  const found = await look(
    { shop: text(`${config}enforcement: observe\nreleases: { base: [main, stable, 'lts/*'] }\n`) },
    'not-required',
    asked,
  );
  expect(asked).toEqual(['main gonogo observe', 'stable gonogo observe']);
  expect(found).toMatchObject([
    { is: 'well', what: 'gonogo observe is shown on main and blocks nothing, as it should' },
    { is: 'well' },
  ]);
});

test('a configuration that cannot be read is said as it is', async () => {
  const found = await look({ a: text('version: 9\n'), b: { is: 'unusable', because: 'it is a link' } });
  expect(found).toMatchObject([
    { is: 'ill', about: 'acme/a' },
    { is: 'ill', what: '.github/gonogo.yml cannot be read: it is a link' },
  ]);
});

test('where there is none, somebody who looks for it is told; what could not be listed, too', async () => {
  expect(await look({ a: { is: 'none' } })).toMatchObject([{ is: 'unsure', what: 'none of 1 has .github/gonogo.yml' }]);
  const never = () => Promise.reject(new Error('was asked'));
  const away = () => Promise.reject(new PlatformError('away', { kind: 'unavailable', asked: 'GET' }));
  const found = await lookAtRepositories({ repositories: away, repository: never, file: never, requirement: never }, [1]);
  expect(found).toEqual([{ is: 'unsure', about: 'repositories', what: 'away' }]);
});
