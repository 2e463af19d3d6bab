import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { readConfig } from '../../src/checklist/config.ts';
import type { Outline } from '../../src/checklist/outline.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { issuesOf } from '../../src/gates/engine/validate.ts';
import { policySchema } from '../../src/verdict/recording-schema.ts';
import { problemsOfCall } from './problems-of-call.ts';

const list = (title: string, ...items: string[]): Outline =>
  readChecklist({
    file: `${title}.yml`,
    text: `format: gonogo/checklist/1\ntitle: ${title}\nsections:\n  - title: Safety\n    items:\n${items.map((item) => `      - { ${item} }\n`).join('')}`,
  });

const api =
  "api: { paths: ['api/**'], checklist: ./own.yml, targets: { production: { url: 'https://api.example' } }, tags: ['api-v*'] }";
const web = "web: { paths: ['web/**'], checklist: ./own.yml }";

interface Told {
  readonly components: string;
  readonly more?: string;
  readonly common?: Outline;
  readonly own?: Outline;
}

const asked = list('Own', 'id: up, title: It answers', 'title: Logs are read, after: [up]');
const everybody = list('All', 'id: notes, title: Notes');

function assemble({ components, more = '', common = everybody, own = asked }: Told) {
  const config = readConfig({
    file: '.github/gonogo.yml',
    text: `version: 1\nchecklist: ./all.yml\ncomponents:\n${components.replaceAll(/^/gm, '  ')}\n${more}`,
  });
  const brought = Object.fromEntries(Object.keys(config.components).map((name) => [name, [own]]));
  return assemblePolicy({ config, checklists: [common], components: brought, commit: 'c' });
}
const said = (told: Told) => problemsOfCall(() => assemble(told)).map(({ code, path, line }) => `${code} ${path} ${line}`);
const itemsOf = (told: Told) => assemble(told).checklist.items;

describe('what a component asks', () => {
  test('has ids of its own, stands in its section below what all are asked, and applies when it is touched', () => {
    expect(
      itemsOf({ components: `${api}\n${web}` }).map(({ id, path, when }) => [id, path.map((each) => each.id), when]),
    ).toEqual([
      ['notes', ['safety'], undefined],
      ['api.up', ['api', 'api.safety'], { component: ['api'] }],
      ['api.safety.logs-are-read', ['api', 'api.safety'], { component: ['api'] }],
      ['web.up', ['web', 'web.safety'], { component: ['web'] }],
      ['web.safety.logs-are-read', ['web', 'web.safety'], { component: ['web'] }],
    ]);
  });

  test('is another requirement for each that shares a checklist', () => {
    const digests = itemsOf({ components: `${api}\n${web}` }).map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(5);
  });

  test('speaks of its own items first, then of those of all', () => {
    const own = list('Own', 'id: up, title: Up', 'id: b, title: B, after: [up, notes]', 'id: c, title: C, rollUp: [b, notes]');
    const [, , b, c] = itemsOf({ components: api, own });
    expect(b?.after).toEqual(['api.up', 'notes']);
    expect(c?.proof).toEqual({ by: 'items', of: ['api.b', 'notes'] });
  });

  test('keeps what its items say of when they apply', () => {
    const own = list('Own', "id: up, title: Up, when: { labels: ['hot'] }");
    expect(itemsOf({ components: api, own })[1]?.when).toEqual({ component: ['api'], labels: ['hot'] });
  });

  test('is spoken of under `items` by the id that begins with its name', () => {
    const told = { components: `${api}\n${web}`, more: 'items: { api.up: { level: should } }\n' };
    expect(itemsOf(told).map(({ id, level }) => [id, level])).toContainEqual(['api.up', 'should']);
    expect(itemsOf(told).filter(({ level }) => level === 'should')).toHaveLength(1);
  });

  test('and by its whole id alone', () => {
    const problems = problemsOfCall(() => assemble({ components: api, more: 'items: { up: { level: should } }\n' }));
    expect(problems).toMatchObject([{ code: 'config.no-such-item', remedy: 'Did you mean api.up?' }]);
  });
});

describe('targets', () => {
  const own = list('Own', 'id: up, title: Up, gate: coverage, target: production, source: { files: x }, limits: { lines: 1 }');
  const common = "targets: { production: { url: 'https://example' } }\n";
  const targetsOf = (told: Told) =>
    itemsOf(told).flatMap(({ id, proof }) => (proof.by === 'gate' ? [[id, proof.use.target]] : []));

  test('of its own come first, then those of all', () => {
    expect(targetsOf({ components: `${api}\n${web}`, more: common, own, common: own })).toEqual([
      ['up', 'production'],
      ['api.up', 'api.production'],
      ['web.up', 'production'],
    ]);
  });

  test('that the configuration names for a gate or an item are looked up alike', () => {
    const bare = list('Own', 'id: up, title: Up, gate: coverage, source: { files: x }, limits: { lines: 1 }');
    const gates = `${common}gates: { coverage: { target: production } }\n`;
    expect(targetsOf({ components: api, more: gates, own: bare })).toEqual([['api.up', 'api.production']]);
    const items = `${common}items: { api.up: { target: production }, notes: { target: api.production, gate: coverage, source: { files: x }, limits: { lines: 1 } } }\n`;
    expect(targetsOf({ components: api, more: items, own: bare })).toEqual([
      ['notes', 'api.production'],
      ['api.up', 'api.production'],
    ]);
  });

  test('and what only helps is looked up alike', () => {
    const helped = list(
      'Own',
      'id: up, title: Up, support: [{ gate: coverage, target: production, source: { files: x }, limits: { lines: 1 } }]',
    );
    expect(itemsOf({ components: api, own: helped })[1]?.proof).toMatchObject({ support: [{ target: 'api.production' }] });
  });

  test('are in the policy under the one name that evidence is kept by', () => {
    expect(assemble({ components: api, more: common }).targets).toEqual({
      production: { url: 'https://example' },
      'api.production': { url: 'https://api.example' },
    });
  });
});

test('the policy carries paths and tags, and a recording takes it', () => {
  const policy = assemble({ components: `${api}\n${web}` });
  expect(policy.components).toEqual({ api: { paths: ['api/**'], tags: ['api-v*'] }, web: { paths: ['web/**'] } });
  expect(issuesOf(policySchema, JSON.parse(JSON.stringify(policy)))).toEqual([]);
});

test('without a checklist for all, the policy has the title of those of the components', () => {
  const config = readConfig({ file: 'c.yml', text: `version: 1\ncomponents:\n  ${api}\n  ${web}\n` });
  const { checklist } = assemblePolicy({ config, checklists: [], components: { api: [asked], web: [asked] }, commit: 'c' });
  expect([checklist.title, checklist.items.length]).toEqual(['Own', 4]);
});

describe('what is wrong is said, each at its place', () => {
  test.each<[string, Told, string[]]>([
    [
      'a condition that names another component',
      { components: `${api}\n${web}`, own: list('Own', 'id: up, title: Up, when: { component: [web] }') },
      ['checklist.other-component sections.0.items.0 6'],
    ],
    [
      'the same under items',
      { components: `${api}\n${web}`, more: 'items: { api.up: { when: { component: [web] } } }\n' },
      ['checklist.other-component items.api.up 6'],
    ],
    [
      'an id that all have already',
      { components: api, common: list('All', 'id: api.up, title: A') },
      ['checklist.same-id sections.0.items.0 6'],
    ],
    [
      'names that make the same ids',
      { components: `${api}\n${api.replace('api:', 'API:')}` },
      ['config.same-component components.API 5'],
    ],
    [
      'names of targets that are the same',
      { components: api, more: "targets: { api.production: { url: 'https://example' } }\n" },
      ['config.same-target components.api.targets.production 4'],
    ],
    [
      'an address that is none',
      { components: api.replace('https://api.example', 'api.example') },
      ['config.target components.api.targets.production.url 4'],
    ],
    ['globs of tags', { components: api.replace('api-v*', '[v') }, ['glob.invalid components.api.tags 4']],
    ['a name that is a glob', { components: api.replace('api:', '"a*":') }, ['config.component-name components.a* 4']],
  ])('%s', (_, told, expected) => {
    expect(said(told)).toEqual(expected);
  });

  test('what two share is said once', () => {
    expect(said({ components: `${api}\n${web}`, own: list('Own', 'id: up, title: Up, due: never') })).toHaveLength(1);
  });

  test('a checklist that was not brought is never left out', () => {
    const config = readConfig({ file: 'c.yml', text: `version: 1\nchecklist: ./all.yml\ncomponents:\n  ${api}\n` });
    expect(problemsOfCall(() => assemblePolicy({ config, checklists: [everybody], commit: 'c' }))).toMatchObject([
      { code: 'config.checklist-not-read', path: 'components.api.checklist' },
    ]);
  });
});
