import { afterAll, expect, test } from '@jest/globals';
import { authority } from '../../gates/probes/certificate.ts';
import { type LiveServer, withLive } from '../../gates/recorded-server.ts';
import { folder, git, removeFolders, write } from '../child.ts';
import { askJson } from './ask.ts';

afterAll(removeFolders);

const policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const safe: LiveServer = {
  https: [
    {
      headers: [
        ['content-type', 'text/html'],
        ['content-security-policy', policy],
        ['strict-transport-security', 'max-age=63072000'],
        ['x-content-type-options', 'nosniff'],
      ],
      body: '<!doctype html><title>a</title>',
    },
  ],
  http: [{ status: 308, headers: [['location', '{https}/']] }],
};

const items = `format: gonogo/checklist/1
title: Release checklist
sections:
  - title: Security
    phase: merge
    items:
      - { id: headers, title: Security headers, level: must, gate: headers, target: production, limits: { grade: A } }
      - { id: redirect, title: HTTP goes to HTTPS, level: must, gate: https-redirect, target: production }
`;

const config = (url: string, plain: string, more: string) => `version: 1
checklist: release/checklist.yml
solo: true
targets: { production: { url: "${url}"${more} } }
gates:
  headers: { source: { plain: "${plain}" } }
  https-redirect: { source: { plain: "${plain}" } }
`;

/** Judges a repository whose policy names a server of this machine as its production. */
function checked(server: LiveServer, more: string) {
  return withLive(server, async ({ fill }) => {
    const root = folder();
    write(root, {
      '.github/gonogo.yml': config(fill('{https}/'), fill('{http}/'), more),
      'release/checklist.yml': items,
      'release/ca.pem': authority,
    });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'a');
    const { code, json } = await askJson(root, 'check', '--machine');
    const verdict = json as { decision: string; items: { id: string; state: string; because: string }[] };
    return { code, decision: verdict.decision, states: verdict.items.map(({ id, state }) => [id, state]), verdict };
  });
}

test('an item that a live gate proves is proved by its target', async () => {
  const { code, decision, states } = await checked(safe, ', private: true, ca: release/ca.pem');
  expect([code, decision, states]).toEqual([
    0,
    'go',
    [
      ['headers', 'passed'],
      ['redirect', 'passed'],
    ],
  ]);
});

test('what the target lacks fails, with the way out', async () => {
  const { code, decision, states } = await checked(
    { https: [{ body: 'bare' }], http: [{ body: 'plain' }] },
    ', private: true, ca: release/ca.pem',
  );
  expect([code, decision, states.map(([, state]) => state)]).toEqual([1, 'no-go', ['failed', 'failed']]);
});

test('a private address that the policy does not allow is not asked', async () => {
  const { code, decision, verdict } = await checked(safe, ', ca: release/ca.pem');
  expect([code, decision]).toEqual([2, 'cannot-tell']);
  expect(JSON.stringify(verdict.items)).toContain('is the loopback, and nobody allowed that');
});
