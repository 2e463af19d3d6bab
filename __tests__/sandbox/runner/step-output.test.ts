import { expect, test } from '@jest/globals';
import { createMasks } from '../../../src/sandbox/runner/masks.ts';
import { listenTo } from '../../../src/sandbox/runner/step-output.ts';

function heard(lines: readonly string[], debug = false) {
  const output = listenTo({ masks: createMasks(['hush']), lines: [], debug, workspace: '/here' });
  for (const line of lines) output.line(line);
  return output;
}

test('commands are taken, the rest is printed', () => {
  const { lines, outputs, state } = heard([
    'plain',
    '::set-output name=a::1%0A2',
    '::save-state name=b::c',
    '::debug::unseen',
    '::group::Some work',
    '::endgroup::',
    '::unknown::stays',
    '::add-mask::secret',
    'a secret and hush',
  ]);
  expect(lines).toEqual(['plain', '##[group]Some work', '##[endgroup]', '::unknown::stays', 'a *** and ***']);
  expect([outputs.get('a'), state.get('b')]).toEqual(['1\n2', 'c']);
  expect(heard(['::debug::seen'], true).lines).toEqual(['##[debug]seen']);
});

test('between stop and its word nothing is a command', () => {
  const { lines, annotations } = heard(['::stop-commands::word', '::error::not this', '::word::', '::error::this']);
  expect(lines).toEqual(['::error::not this', '##[error]this']);
  expect(annotations.map(({ message }) => message)).toEqual(['this']);
});

test('ten annotations of each kind, each cut and masked, at the place that is named', () => {
  const many = Array.from({ length: 12 }, (_, at) => `::error::e${at}`);
  const { annotations } = heard([
    ...many,
    '::warning file=/here/a%2Cb.ts,line=3,endLine=5,title=T%3A hush::hush',
    `::notice file=c,line=2,col=4::${'x'.repeat(5000)}`,
  ]);
  expect(annotations).toHaveLength(12);
  expect(annotations[10]).toEqual({
    path: 'a,b.ts',
    start_line: 3,
    end_line: 5,
    annotation_level: 'warning',
    message: '***',
    title: 'T: ***',
  });
  expect(annotations[11]).toMatchObject({ path: 'c', start_column: 4, end_column: 4, annotation_level: 'notice' });
  expect(annotations[11]?.message).toHaveLength(4096);
});
