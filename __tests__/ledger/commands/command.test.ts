import { expect, test } from '@jest/globals';
import { isRefusal, suggest, suggestedReason } from '../../../src/ledger/commands/command.ts';

test('only plain words are proposed for typing', () => {
  expect(suggest('/gonogo assign db-3 to @anna')).toEqual({ suggestion: '/gonogo assign db-3 to @anna' });
  const odd = [
    '/gonogo tick `x`',
    '/gonogo tick <b>',
    '/gonogo tick #1',
    'see https://a.example',
    '/gonogo tick \u202edb',
    'a\nb',
    '[a]',
  ];
  expect(odd.map(suggest)).toEqual(odd.map(() => ({})));
});

test('a reason is repeated when it is plain', () => {
  expect(suggestedReason('no traffic yet (Über-Region)')).toBe('no traffic yet (Über-Region)');
  expect([undefined, '@all', 'see a:b', '#1', ''].map(suggestedReason)).toEqual(['TEXT', 'TEXT', 'TEXT', 'TEXT', 'TEXT']);
});

test('a refusal is told from what was read', () => {
  expect(isRefusal({ code: 'command.twice', message: '', remedy: '' })).toBe(true);
  expect([{ names: [] }, []].map(isRefusal)).toEqual([false, false]);
});
