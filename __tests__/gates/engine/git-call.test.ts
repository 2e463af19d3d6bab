import { expect, test } from '@jest/globals';
import { harmless, ownEnv } from '../../../src/gates/engine/git-call.ts';

test('nothing of a hook reaches git, and what a person sets for git itself does', () => {
  const env = { GIT_DIR: 'x', GIT_INDEX_FILE: 'x', GIT_EXTERNAL_DIFF: 'x', GIT_CONFIG_GLOBAL: 'g', PATH: 'p' };
  expect(ownEnv(env)).toEqual({ GIT_CONFIG_GLOBAL: 'g', PATH: 'p', GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1' });
});

test('each setting that keeps programs from running is handed over', () => {
  const settings = harmless.filter((_, at) => harmless[at - 1] === '-c');
  expect(settings).toEqual(
    expect.arrayContaining(['core.fsmonitor=false', 'safe.bareRepository=explicit', 'protocol.allow=never']),
  );
});
