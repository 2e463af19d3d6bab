import { expect, test } from '@jest/globals';
import { openDescriptions } from '../../../src/sandbox/validate/descriptions.ts';

const descriptions = openDescriptions();
const checks = 'POST /repos/{owner}/{repo}/check-runs';

test.each([
  [{ name: 'c', head_sha: 's', status: 'in_progress' }, []],
  [{ name: 'c' }, ["/ must have required property 'head_sha'"]],
  [{ name: 'c', head_sha: 's', conclusion: 'fine' }, ['/conclusion must be equal to one of the allowed values']],
  [{ name: 'c', head_sha: 's', output: { summary: 's' } }, ["/output must have required property 'title'"]],
])('a request %j', (body, expected) => {
  expect(expected.filter((sentence) => !descriptions.request(checks)(body).includes(sentence))).toEqual([]);
  expect(descriptions.request(checks)(body).length > 0).toBe(expected.length > 0);
});

test('an answer and a payload', () => {
  expect(descriptions.response('GET /repos/{owner}/{repo}/git/ref/{ref}', 200)?.({ ref: 'r' })).toContain(
    "/ must have required property 'object'",
  );
  expect(descriptions.response('DELETE /repos/{owner}/{repo}/git/refs/{ref}', 204)?.(undefined)).toEqual([]);
  expect(descriptions.response('GET /repos/{owner}/{repo}/git/ref/{ref}', 418)).toBeUndefined();
  expect(descriptions.payload('issue_comment', 'edited')?.({ action: 'edited' })).toContain(
    "/ must have required property 'comment'",
  );
  expect(descriptions.payload('push', undefined)).toBeDefined();
  expect(descriptions.payload('issue_comment', 'ticked')).toBeUndefined();
});

test('where nothing is described, everything fits', () => {
  expect(descriptions.request('GET /app')({ any: 1 })).toEqual([]);
});
