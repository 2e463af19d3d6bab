import { describe, expect, test } from '@jest/globals';
import { checkConfig } from '../../src/checklist/config-check.ts';
import type { WrittenConfig } from '../../src/checklist/config-schema.ts';
import { parseYaml } from '../../src/checklist/yaml.ts';

const document = parseYaml({ file: 'f.yml', text: 'version: 1\nchecklist: a.yml\n' }, 100);
const said = (more: Partial<WrittenConfig>) =>
  checkConfig(document, { version: 1, checklist: 'a.yml', ...more }).map(({ path, code }) => `${path} ${code}`);

describe('what the shape does not say', () => {
  test.each<[Partial<WrittenConfig>, string[]]>([
    [{}, []],
    [{ releases: { base: ['main'], tags: ['v*'] } }, []],
    [{ releases: { base: ['[a'], version: ['!x'] } }, ['releases.base glob.invalid', 'releases.version glob.only-excludes']],
    [{ components: { api: { paths: ['[a'] } } }, ['components.api.paths glob.invalid']],
    [{ components: { api: { paths: ['a'], tags: ['[a'] } } }, ['components.api.tags glob.invalid']],
    [{ components: { '@acme/Web shop': { paths: ['a'] }, 'apps/api': { paths: ['a'] }, 'v1.2': { paths: ['a'] } } }, []],
    ...['', ' a', '!a', 'a*', 'a\nb', './a', 'a//b', 'a/', '..', 'x'.repeat(101)].map(
      (name): [Partial<WrittenConfig>, string[]] => [
        { components: { [name]: { paths: ['a'] } } },
        [`components.${name} config.component-name`],
      ],
    ),
    [
      { components: { api: { paths: ['a'], targets: { p: { url: 'nowhere' } } } } },
      ['components.api.targets.p.url config.target'],
    ],
    [{ trust: { workflows: ['[a'] } }, ['trust.workflows glob.invalid']],
    [{ defaults: { onPush: { resetIfChanged: ['[a'] } } }, ['defaults glob.invalid']],
    [
      { defaults: { asked: { standing: { environment: 'prod' } } }, environments: ['production'] },
      ['defaults checklist.no-such-environment'],
    ],
    [{ targets: { a: { url: 'https://a.example' }, b: { url: 'tcp://b.example:5432' } } }, []],
    [{ people: { lead: { team: 'acme/security', users: ['anna', 'b-c'] } } }, []],
    ...['security', '@acme/security', 'acme/security/leads', 'acme / security'].map(
      (team): [Partial<WrittenConfig>, string[]] => [{ people: { lead: { team } } }, ['people.lead.team config.people']],
    ),
    ...['@anna', 'acme/security', 'anna b'].map((login): [Partial<WrittenConfig>, string[]] => [
      { people: { lead: { users: ['b', login] } } },
      ['people.lead.users.1 config.people'],
    ]),
    [{ gates: { coverage: {} } }, []],
    [{ gates: { covrage: {} } }, ['gates.covrage checklist.no-such-gate']],
    [{ targets: { a: { url: 'a.example' } } }, ['targets.a.url config.target']],
    [{ targets: { a: { url: 'https://' } } }, ['targets.a.url config.target']],
    [{ targets: { a: { url: 'https://me:secret@a.example' } } }, ['targets.a.url config.target']],
  ])('%j: %j', (more, expected) => {
    expect(said(more)).toEqual(expected);
  });
});
