import { expect, test } from '@jest/globals';
import { hear } from '../../../src/ledger/hear.ts';
import { notAllowedPart, refusedPart } from '../../../src/views/replies/refused.ts';
import { replyBody } from '../../../src/views/replies/reply.ts';
import { items, named, occasion } from '../../ledger/named-items.ts';

const refused = (body: string) => {
  const heard = hear(body, { named, items, occasion });
  return replyBody([refusedPart(heard.flatMap((each) => (each.is === 'refused' ? [each.refusal] : [])))]);
};

test('an unknown item is answered with the nearest', () => {
  expect(refused('/gonogo tick db-33')).toBe(
    '**Not done**\n\n- Line 1: no item is called "db-33". Nothing of this command was done.\n  - → Did you mean db-3?',
  );
});

test('what was missing comes as a line to type', () => {
  expect(refused('Hello\n/gonogo waive db-1 reason: no traffic yet')).toBe(
    '**Not done**\n\n- Line 2: waive needs an end.\n  - → It lasts 30 days at most: until 2027-03-30.\n' +
      '  - To type: `/gonogo waive db-1 until: 2027-03-14 reason: no traffic yet`',
  );
});

test('an unknown verb is answered with the nearest and its usage', () => {
  expect(refused('/gonogo tik db-1')).toContain('Did you mean tick? /gonogo tick ITEMS &#91;reason: TEXT&#93;');
});

const called = (handle: string) => ({ handle, title: 'Security' });

test('who may, and what they type', () => {
  const part = notAllowedPart(
    [
      { verb: 'sign', items: [called('sign-1')], may: { role: 'lead' }, because: 'no' },
      { verb: 'waive', items: [called('db-1'), called('db-2')], may: { role: 'waivers' }, because: 'own' },
      { verb: 'hold', items: [], may: { write: true }, because: 'unknown' },
      { verb: 'tick', items: Array.from({ length: 30 }, () => called('x')), may: { users: ['anna'] }, because: 'bot' },
    ],
    { lead: { team: 'acme/leads' } },
  );
  expect(replyBody([part]).split('\n')).toEqual([
    '**Not recorded**',
    '',
    '- sign `sign-1` Security: you may not.',
    '  - → May: the role lead (the team acme/leads). One of them types: `/gonogo sign sign-1`',
    '- waive `db-1` Security and 1 more: nobody does this for a change of their own, or one they pushed to.',
    '  - → May: the role waivers (held by nobody: it is not mapped). One of them types: `/gonogo waive db-1, db-2`',
    '- hold: whether you may could not be verified just now, so nothing changed.',
    '  - → May: anybody with write access. Try again in a minute: `/gonogo hold`',
    '- tick `x` Security and 29 more: bots never may.',
    '  - → May: anna.',
  ]);
});
