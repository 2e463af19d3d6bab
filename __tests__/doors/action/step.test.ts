import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readInputs } from '../../../src/doors/action/inputs.ts';
import { openLog } from '../../../src/doors/action/log.ts';
import { readOccasion } from '../../../src/doors/action/occasion.ts';
import { openSources } from '../../../src/doors/action/sources.ts';
import { judgeAndTell } from '../../../src/doors/action/step.ts';
import { checklist, covered, folder, git, removeFolders, repository } from '../child.ts';
import { fakeIo } from '../fake-io.ts';
import { type Beside, openBeside, token } from './beside.ts';
import { farAway } from './far.ts';
import { hear } from './hear.ts';
import { type Env, pullEvent, report, shop, type Told, told } from './shop.ts';
import { unzip } from './unzip.ts';

const secret = 'a-key-that-nobody-may-see';
let beside: Beside;
let live: Server;
let address: string;
beforeAll(async () => {
  beside = await openBeside();
  live = createServer((request, response) => {
    // A target that says what it was told.
    response.setHeader('content-type', 'text/plain').end(`well, ${request.headers.authorization}`);
  });
  await new Promise<void>((resolve) => {
    live.listen(0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(live.address() as AddressInfo).port}`;
});
afterAll(async () => {
  removeFolders();
  await beside.close();
  live.closeAllConnections();
  live.close();
});

async function step(root: string, event: Told, { env: more = {}, far }: { env?: Env; far?: string } = {}) {
  const env = { ...told(event), ...beside.env, NO_COLOR: '1', ...more };
  const io = fakeIo({ env });
  const log = openLog((text) => io.stdout.write(text));
  const opened = openSources({ occasion: await readOccasion(env), root, env, token: undefined, signal: io.signal });
  const sources = far === undefined ? opened : { ...opened, hub: async () => farAway({ root: far }) };
  const outputs: { [name: string]: string } = {};
  let summary = '';
  const toolkit = Promise.resolve({
    output: (name: string, value: string) => {
      outputs[name] = value;
    },
    summary: async (text: string) => {
      summary += text;
    },
  });
  const code = await judgeAndTell({ wanted: readInputs(env), sources, log, io, toolkit });
  return { code, out: io.out(), heard: hear(io.out()), outputs, summary };
}

test('a job that has nothing but reports: the rest comes from GitHub', async () => {
  const there = shop();
  const root = folder();
  const event = pullEvent(there);
  // Made after the runner wrote the event, as anything that is downloaded.
  const running = step(root, event, { far: there.root });
  report(root, 9);
  const { code, outputs, out, heard } = await running;
  expect(outputs).toMatchObject({ decision: 'go', attested: 'true', 'artifact-id': '41', 'policy-commit': there.base });
  expect(out).toContain(`Evidence: artifact ${outputs['artifact']}, vouched for by GitHub`);
  expect(Object.keys(unzip(beside.artifacts.get(outputs['artifact'] ?? '') ?? Buffer.alloc(0)))).toEqual([
    'evidence.json',
    'evidence.jwt',
  ]);
  // Hidden by a command that the runner takes, and shown nowhere else.
  expect(heard).toContainEqual({ command: 'add-mask', properties: {}, data: token });
  expect(out.replaceAll(`::add-mask::${token}`, '')).not.toContain(token);
  expect(code).toBe(0);
});

test('other settings in the change: theirs are not used, and log, summary and annotations say so', async () => {
  const { root, base } = shop();
  git(root, 'rm', '--quiet', '.github/release.yml');
  git(root, 'commit', '--quiet', '--message=more');
  const head = git(root, 'rev-parse', 'HEAD');
  report(root, 7);
  const { out, summary, heard, outputs } = await step(root, pullEvent({ head, base }));
  expect(outputs).toMatchObject({ decision: 'no-go', 'policy-commit': base });
  const note = /\.github\/release\.yml is another one in this pull request/;
  expect(out).toMatch(note);
  expect(summary).toMatch(/release\.yml is another one in this pull request/);
  expect(heard).toContainEqual(expect.objectContaining({ command: 'warning', data: expect.stringMatching(note) }));
});

describe('verify', () => {
  const item = (matches: string) =>
    `{ id: well, title: It is well, phase: verify, gate: http, target: production, source: { steps: [{ path: /, expect: { matches: ${matches} } }], secretHeaders: [{ name: authorization, secret: API_KEY }] } }`;
  const config = () =>
    `version: 1\nchecklist: .github/release.yml\ntargets: { production: { url: '${address}', private: true } }\n`;

  async function verify(matches: string) {
    const root = repository({ '.github/gonogo.yml': config(), '.github/release.yml': checklist(covered, item(matches)) });
    git(root, 'tag', '--annotate', '--message=x', 'v1.0.0');
    git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    const sha = git(root, 'rev-parse', 'HEAD');
    const event: Told = {
      event: 'release',
      payload: { release: { tag_name: 'v1.0.0', published_at: '2026-11-20T10:00:00Z' } },
      env: { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_SHA: sha },
    };
    return { sha, ...(await step(root, event, { env: { INPUT_COMMAND: 'verify', GONOGO_SECRET_API_KEY: `Bearer ${secret}` } })) };
  }

  test.each([
    ['^well', 'go'],
    ['^ill', 'no-go'],
  ])('asks the live target, and shows no secret that it gives back: %s', async (matches, decision) => {
    const { out, outputs, summary, sha } = await verify(matches);
    expect(outputs).toMatchObject({ required: '1', 'policy-commit': sha, decision });
    const evidence = readFileSync(outputs['evidence'] ?? '', 'utf8');
    expect(evidence).toContain('"gate":"http"');
    for (const text of [out, summary, evidence, JSON.stringify(outputs)]) expect(text).not.toContain(secret);
  });
});

test('a check on a tag is refused in words', async () => {
  const root = repository({ a: 'a' });
  const event: Told = { event: 'release', payload: { release: { tag_name: 'v1', published_at: null } } };
  await expect(step(root, event)).rejects.toMatchObject({
    problems: [{ code: 'action.no-commit', remedy: expect.stringContaining('verify') }],
  });
});

test('evidence that does not arrive fails the step and is told everywhere; what was judged is shown all the same', async () => {
  const here = shop();
  const running = step(here.root, pullEvent(here), { env: { ACTIONS_RESULTS_URL: '', 'INPUT_FAIL-ON': 'never' } });
  report(here.root, 9);
  const { code, out, summary, outputs } = await running;
  for (const text of [out, summary]) expect(text).toMatch(/this runner names no service that keeps artifacts/);
  expect(outputs).toMatchObject({ decision: 'go', artifact: '' });
  expect(code).toBe(1);
});
