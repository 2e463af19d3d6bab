import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../gates/folder.ts';
import { authority } from '../../gates/probes/certificate.ts';
import { type LiveServer, withLive } from '../../gates/recorded-server.ts';
import { ask, askJson } from './ask.ts';

const server: LiveServer = { https: [{ body: 'ok' }], http: [{ status: 308, headers: [['location', '{https}/']] }] };

/** Probes an address of this machine from a folder that has its authority in a file. */
function probing<T>(described: LiveServer, use: (at: { root: string; https: string; http: string }) => Promise<T>): Promise<T> {
  return withLive(described, ({ fill }) =>
    withFolder({ 'ca.pem': authority }, (root) => use({ root, https: fill('{https}'), http: fill('{http}') })),
  );
}

test('a probe shows its answer, and its exit code is the answer', async () => {
  await probing(server, async ({ root, http }) => {
    const { code, out, err } = await ask(root, 'probe', 'redirect', http, '--ca', 'ca.pem');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^✓ PASSED {2}redirect http:\/\/127\.0\.0\.1:\d+\n\n {2}the plain address: 308 to https\n/);
    const strict = await ask(root, 'probe', 'redirect', http, '--ca', 'ca.pem', '--limits', '{"closed":true}');
    expect([strict.code, strict.out]).toEqual([1, expect.stringMatching(/^✗ FAILED/)]);
    const untrusted = await ask(root, 'probe', 'redirect', http);
    expect([untrusted.code, untrusted.out]).toEqual([1, expect.stringMatching(/not trusted/)]);
  });
});

test('what cannot be found out is exit code 2, with what to do', async () => {
  await probing({}, async ({ root, http }) => {
    const { code, out } = await ask(root, 'probe', 'redirect', http);
    expect([code, out]).toEqual([2, expect.stringMatching(/^\? CANNOT TELL[\s\S]*What to do/)]);
    const missing = await ask(root, 'probe', 'redirect', http, '--ca', 'none.pem');
    expect([missing.code, missing.out]).toEqual([2, expect.stringMatching(/none\.pem: the list of authorities is not there/)]);
  });
});

test('as JSON it has all that was seen', async () => {
  await probing(server, async ({ root, http, https }) => {
    const { code, json } = await askJson(root, 'probe', 'redirect', http, '--ca', 'ca.pem');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      format: 'gonogo/probe/1',
      kind: 'redirect',
      gate: 'https-redirect',
      address: http,
      judgement: { result: 'pass' },
      evidence: { pages: [{ hops: [{ status: 308, to: `${https}/` }] }] },
    });
  });
});

describe('what is typed wrong', () => {
  test.each([
    [['redirct', 'a.example'], /there is no kind of probe named redirct\n.*Did you mean redirect\?/],
    [['redirect'], /needs an ADDRESS/],
    [['redirect', 'a.example', '--limits', 'permanent'], /--limits is no JSON object/],
    [['redirect', 'a.example', '--source', '[]'], /--source is no JSON object/],
  ])('%j', async (words, message) => {
    const { code, err } = await ask('/', 'probe', ...words);
    expect([code, err]).toEqual([64, expect.stringMatching(message)]);
  });

  test.each([
    [['redirect', 'http://169.254.169.254/'], /is\s+never asked/],
    [['redirect', 'ftp://a.example'], /ftp:\/\/ is not asked/],
    [['redirect', 'a.example', '--limits', '{"sideways":1}'], /unknown key "sideways"/],
    [['redirect', 'a.example', '--source', '{"paths":"/"}'], /paths/],
  ])('%j is refused before anything is asked', async (words, message) => {
    const { code, out } = await ask('/', 'probe', ...words);
    expect([code, out]).toEqual([2, expect.stringMatching(message)]);
  });
});

test('the help lists the kinds', async () => {
  const { code, out } = await ask('/', 'probe', '--help');
  expect([code, out]).toEqual([0, expect.stringMatching(/Kinds:\n {2}headers URL [\s\S]*\n {2}redirect URL +Whether/)]);
});
