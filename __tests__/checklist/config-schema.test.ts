import { describe, expect, test } from '@jest/globals';
import { configSchema } from '../../src/checklist/config-schema.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';

const fits = (more: object) => issuesOf(configSchema, { version: 1, checklist: 'a.yml', ...more }).map(({ path }) => path);
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('a configuration may say', () => {
  test.each([
    { environments: ['production'] },
    { components: { api: { paths: ['api/**'] } } },
    { releases: { base: ['main'], head: ['release/*'], labels: ['release'], tags: ['v*'], version: ['package.json'] } },
    { targets: { p: { url: 'https://a.example', private: true, ca: 'ca.pem' } } },
    {
      trust: {
        minimum: 'app',
        workflows: ['.github/workflows/ci.yml'],
        pinned: [`acme/ci/.github/workflows/release.yml@${commit}`],
      },
    },
    { check: { waiting: 'in_progress', settle: 0 } },
    { verification: 'issue' },
    { rollback: { dispatch: 'rollback.yml' } },
    { freeze: [{ from: '2026-12-19', until: '2027-01-04', reason: 'r', zone: 'Europe/Berlin' }] },
    { _extends: 'acme/baseline' },
  ])('%j', (more) => {
    expect(fits(more)).toEqual([]);
  });

  test.each<[object, string]>([
    [{ environments: [] }, 'environments'],
    [{ components: { api: {} } }, 'components.api'],
    [{ releases: {} }, 'releases'],
    [{ trust: { pinned: ['acme/ci/release.yml@main'] } }, 'trust.pinned.0'],
    [{ check: { settle: 601 } }, 'check.settle'],
    [{ check: { waiting: 'later' } }, 'check.waiting'],
    [{ verification: 'mail' }, 'verification'],
    [{ rollback: {} }, 'rollback'],
    [{ _extends: 'https://example.com/x' }, '_extends'],
    [{ targets: { p: { url: 'https://a.example', private: 'yes' } } }, 'targets.p.private'],
  ])('but not %j', (more, path) => {
    expect(fits(more)).toEqual([path]);
  });
});
