import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { readConfig } from '../../src/checklist/config.ts';
import type { Policy } from '../../src/checklist/policy.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { policySchema } from '../../src/verdict/recording-schema.ts';
import { problemsOfCall } from './problems-of-call.ts';

const plain = 'version: 1\nchecklist: release.yml\n';

function checklist(...items: string[]): string {
  return `format: gonogo/checklist/1\ntitle: Release\nitems:\n${items.map((item) => `  - { ${item} }\n`).join('')}`;
}

function assemble(config: string, ...texts: string[]): Policy {
  const read = readConfig({ file: '.github/gonogo.yml', text: config });
  return assemblePolicy({
    config: read,
    checklists: texts.map((text) => readChecklist({ file: 'release.yml', text })),
    commit: 'c',
  });
}

const said = (config: string, ...texts: string[]) => problemsOfCall(() => assemble(config, ...texts));

describe('what the configuration says beside items', () => {
  const config = `${plain}environments: [staging]
components: { api: { paths: ['api/**'] } }
releases: { base: [main] }
targets: { p: { url: 'https://a.example', private: true, ca: ca.pem } }
trust: { workflows: [ci.yml] }
check: { settle: 20 }
verification: issue
rollback: { dispatch: back.yml }
freeze: [{ from: 2026-12-19, until: 2026-12-20, reason: r, zone: Europe/Berlin }]
`;

  test('is carried in the policy', () => {
    expect(assemble(config, checklist('title: A'))).toMatchObject({
      environments: ['staging'],
      components: { api: { paths: ['api/**'] } },
      releases: { base: ['main'] },
      targets: { p: { url: 'https://a.example', private: true, ca: 'ca.pem' } },
      trust: { minimum: 'unchanged-workflow', workflows: ['ci.yml'] },
      check: { settle: 20 },
      verification: 'issue',
      rollback: { dispatch: 'back.yml' },
      freeze: [{ from: '2026-12-18T23:00:00Z', until: '2026-12-20T23:00:00Z', reason: 'r' }],
    });
  });

  test('and changes its digest, but what is not said does not', () => {
    const digests = ['', 'environments: [staging]\n', 'verification: issue\n'].map(
      (more) => assemble(plain + more, checklist('title: A')).digest,
    );
    expect(new Set(digests).size).toBe(3);
    expect(Object.keys(assemble(plain, checklist('title: A')))).not.toContain('environments');
  });

  test('a zone that is none is said at its window', () => {
    const wrong = `${plain}freeze: [{ from: 2026-12-19, until: 2026-12-20, reason: r, zone: Mars }]\n`;
    expect(said(wrong, checklist('title: A'))).toMatchObject([{ file: '.github/gonogo.yml', line: 3, path: 'freeze.0' }]);
  });

  test('what is wrong with it is said together with what is wrong with items', () => {
    const wrong = `${plain}gates: { covrage: {} }\nreleases: { tags: ['[v'] }\n`;
    expect(said(wrong, checklist('title: A, gate: nope')).map(({ path }) => path)).toEqual([
      'releases.tags',
      'gates.covrage',
      'items.0',
    ]);
  });

  test('fits the recording of a case', () => {
    const policy = assemble(config, checklist('title: A'));
    expect(issuesOf(policySchema, JSON.parse(JSON.stringify(policy)))).toEqual([]);
  });
});

test('more items than 2,000 are one problem, and quickly', () => {
  const [a, b] = [0, 1].map((part) => checklist(...Array.from({ length: 1_001 }, (_, i) => `title: Item ${part} ${i}`)));
  const config = 'version: 1\nchecklist: [a.yml, b.yml]\n';
  expect(said(config, a ?? '', b ?? '')).toMatchObject([{ code: 'checklist.too-many-items' }]);
});
