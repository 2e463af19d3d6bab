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
    [{ trust: { workflows: ['[a'] } }, ['trust.workflows glob.invalid']],
    [{ defaults: { onPush: { resetIfChanged: ['[a'] } } }, ['defaults glob.invalid']],
    [
      { defaults: { asked: { standing: { environment: 'prod' } } }, environments: ['production'] },
      ['defaults checklist.no-such-environment'],
    ],
    [{ targets: { a: { url: 'https://a.example' }, b: { url: 'tcp://b.example:5432' } } }, []],
    [{ gates: { coverage: {} } }, []],
    [{ gates: { covrage: {} } }, ['gates.covrage checklist.no-such-gate']],
    [{ targets: { a: { url: 'a.example' } } }, ['targets.a.url config.target']],
    [{ targets: { a: { url: 'https://' } } }, ['targets.a.url config.target']],
    [{ targets: { a: { url: 'https://me:secret@a.example' } } }, ['targets.a.url config.target']],
  ])('%j: %j', (more, expected) => {
    expect(said(more)).toEqual(expected);
  });
});
