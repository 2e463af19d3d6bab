import { expect, test } from '@jest/globals';
import { byHand, Refusal, refusal } from '../../../src/sandbox/state/refusal.ts';
import { filesUnder, read } from '../../house/sources.ts';

test('carries the answer of its rule', () => {
  const error = refusal('body', { errors: [{ resource: 'IssueComment', code: 'missing_field', field: 'body' }] });
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ status: 422, message: 'Validation Failed', errors: [{ code: 'missing_field' }] });
  expect(refusal('role', { message: 'other words' }).message).toBe('other words');
});

test('every rule written by hand is one that the code knows', () => {
  const code = filesUnder('src/sandbox', '.ts')
    .filter((file) => !file.endsWith('state/refusal.ts'))
    .map(read)
    .join('\n');
  expect(Object.keys(byHand).filter((rule) => !code.includes(`refusal('${rule}'`))).toEqual([]);
});
