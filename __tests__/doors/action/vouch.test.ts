import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { askToVouch } from '../../../src/doors/action/vouch.ts';
import { type Beside, hasty, openBeside, token } from './beside.ts';

let beside: Beside;
beforeAll(async () => {
  beside = await openBeside();
});
afterAll(() => beside.close());
afterEach(() => {
  beside.next.clear();
  beside.asked.length = 0;
});

const hidden: string[] = [];
const hide = (word: string) => hidden.push(word);
const ask = (env: { readonly [name: string]: string } = beside.env) =>
  askToVouch('gonogo-evidence:abc&x=1', { env, hide, patience: hasty });

test('a token made out to the audience, hidden before anybody has it', async () => {
  expect(await ask()).toBe(token);
  expect(hidden).toEqual([token]);
  expect(beside.asked[0]?.headers).toMatchObject({
    'x-audience': 'gonogo-evidence:abc&x=1',
    authorization: 'Bearer request-token',
  });
});

test('none where the workflow does not allow it', async () => {
  expect(await ask({})).toBeUndefined();
  expect(await ask({ ACTIONS_ID_TOKEN_REQUEST_URL: beside.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '' })).toBeUndefined();
  expect(beside.asked).toEqual([]);
});

test.each([
  ['a refusal', 403, /^403 odd/],
  ['no JSON', { status: 200, body: '<html>' }, /JSON/],
  ['another answer', { status: 200, body: '{"value":7}' }, /value is not a text/],
  ['something that is no token', { status: 200, body: '{"value":"a.b\\n::error::c.d"}' }, /the answer is no token/],
])('%s is told', async (_, odd, why) => {
  beside.next.set('token', [odd]);
  await expect(ask()).rejects.toThrow(why);
});
