import { expect, test } from '@jest/globals';
import { coverage } from '../../../src/gates/coverage.ts';
import { cannotTell, defineGate, evidenceKey, nameOf, targetOf, workspaceOf } from '../../../src/gates/engine/contract.ts';
import { openWorkspace } from '../../../src/gates/engine/workspace.ts';
import { digest } from '../../../src/ground/json.ts';
import { withFolder } from '../folder.ts';

const signal = new AbortController().signal;

test('a key tells gates, targets and sources apart', () => {
  const claims = [
    { gate: 'tls', source: 'a' },
    { gate: 'tls', source: 'b' },
    { gate: 'dns', source: 'a' },
    { gate: 'tls', target: 'live', source: 'a' },
  ];
  expect(new Set(claims.map(evidenceKey)).size).toBe(claims.length);
  expect(evidenceKey({ gate: 'tls', source: 'a' })).toBe(evidenceKey({ source: 'a', gate: 'tls' }));
});

test('a gate gets what it needs, and learns at once that it forgot to say so', async () => {
  await withFolder({}, async (root) => {
    const workspace = await openWorkspace(root);
    expect(workspaceOf({ workspace, signal })).toBe(workspace);
  });
  const target = { name: 'live', url: 'https://example.com' };
  expect(targetOf({ target, signal })).toBe(target);
  expect(() => workspaceOf({ signal })).toThrow('does not name in its needs');
  expect(() => targetOf({ signal })).toThrow('does not name in its needs');
});

test('an answer that cannot be told has a remedy and proves nothing', () => {
  expect(cannotTell('why', 'do this')).toEqual({
    result: 'cannot-tell',
    summary: 'why',
    remedy: 'do this',
    measured: [],
    findings: [],
  });
});

test('a gate is what it is defined as', () => {
  expect(defineGate(coverage)).toBe(coverage);
});

test('a use is named as its claims are: how it judges is no part of it, and what it collects is', () => {
  const use = { gate: 'tls', target: 'live', source: { port: 1 }, limits: { minimum: 'TLSv1.2' } };
  expect(nameOf(use)).toStrictEqual({ gate: 'tls', target: 'live', source: digest({ port: 1 }) });
  expect(nameOf({ gate: 'tls', source: {} })).toStrictEqual({ gate: 'tls', source: digest({}) });
});
