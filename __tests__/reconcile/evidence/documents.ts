import { digestText } from '../../../src/ground/json.ts';

const head = 'b'.repeat(40);

/** Evidence as whoever is hostile writes it: whatever stands in it, by hand. */
export function documentWith(claims: string): string {
  const run = '"run":{"attempt":1,"id":12,"path":".github/workflows/ci.yml"}';
  return `{"checkedOut":null,"claims":[${claims}],"event":"pull_request","format":"gonogo/evidence/1","head":"${head}","repositoryId":7,${run},"tree":null}`;
}

export function claimWith(data: string, at = 0): string {
  const source = digestText(String(at));
  return `{"at":"2026-11-21T12:00:00Z","data":${data},"gate":"coverage","source":"${source}","state":"collected","tookMs":5}`;
}

const many = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at)).join(',');

/** Each near to one bound of what is read. */
export const hostile: Readonly<Record<string, () => string>> = {
  'one long text': () => documentWith(claimWith(JSON.stringify('x'.repeat(9_900_000)))),
  'long texts': () => documentWith(many(7, (at) => claimWith(JSON.stringify('x'.repeat(1_400_000)), at))),
  'long texts of letters that take two bytes': () =>
    documentWith(many(7, (at) => claimWith(JSON.stringify('ж'.repeat(700_000)), at))),
  'many claims': () => documentWith(many(2_000, (at) => claimWith(JSON.stringify('x'.repeat(4_700)), at))),
  'a claim of many keys': () => documentWith(claimWith(`{${many(290_000, (at) => `"${'k'.repeat(18)}${at}":1`)}}`)),
  'a claim of many objects': () => documentWith(claimWith(`[${many(145_000, (at) => `{"${'k'.repeat(20)}${at}":{}}`)}]`)),
  'many claims that are none': () => documentWith(many(290_000, () => '1')),
  'more values than are read': () => `{"claims":[${'0,'.repeat(4_900_000)}0]}`,
  'a claim that is deep': () => documentWith(claimWith('['.repeat(290_000) + ']'.repeat(290_000))),
  'no JSON at its end': () => `{${'\n'.repeat(9_900_000)}x`,
};
