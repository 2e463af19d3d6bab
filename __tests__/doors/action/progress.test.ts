import { expect, test } from '@jest/globals';
import { openLog } from '../../../src/doors/action/log.ts';
import { progressIn } from '../../../src/doors/action/progress.ts';
import { hear } from './hear.ts';

test('a line for each gate when it is done, and no command in it', () => {
  let text = '';
  const said = progressIn(openLog((more) => (text += more)));
  const about = { key: 'k', gate: 'tls', target: '::error::production\u001b[31m', done: 1, total: 2 };
  said({ type: 'started', ...about });
  said({ type: 'finished', ...about, state: 'collected', tookMs: 1_250 });
  said({ type: 'finished', key: 'k', gate: 'coverage', done: 2, total: 2, state: 'broken', tookMs: 10 });
  expect(text.split('\n').slice(1)).toEqual([
    '[1/2] tls on ::error::production⟦U+001B⟧[31m collected in 1.3 s',
    '[2/2] coverage could not be collected in 0.0 s',
    '',
  ]);
  expect(hear(text).map(({ command }) => command)).toEqual(['stop-commands']);
});
