import { describe, expect, test } from '@jest/globals';
import { levelOf, levelOfHeading, momentsAmong, phaseOf } from '../../../src/checklist/markdown/phases.ts';
import type { Phase } from '../../../src/checklist/model.ts';

const nowhere = { phase: undefined, moments: new Set<string>() };

describe('phaseOf', () => {
  test.each<[string, Phase | undefined]>([
    ['Pre-Deployment Checklist', 'merge'],
    ['🚀 Pre-launch', 'merge'],
    ['Before going live', 'merge'],
    ['T-7: Freeze', 'merge'],
    ['T-2 hours', 'merge'],
    ['T-15 minutes', undefined],
    ['T-15min', undefined],
    ['T-1 m', undefined],
    ['T-3 months', 'merge'],
    ['T-0', 'deploy'],
    ['Go-Live Checklist', 'deploy'],
    ['Phase 3: Go live', 'deploy'],
    ['Launch Day', 'deploy'],
    ['Day of release', 'deploy'],
    ['During deployment', 'deploy'],
    ['Cutover', 'deploy'],
    ['Post-Deployment', 'verify'],
    ['After the release', 'verify'],
    ['Post launch', 'verify'],
    ['First 24 Hours', 'day'],
    ['First 48h', 'day'],
    ['Post-launch: first day', 'day'],
    ['First Week', 'week'],
    ['First 7 days', 'week'],
    ['Hypercare', 'week'],
    ['First Month', 'month'],
    ['First 30 Days', 'month'],
    ['Sign-Off', 'sign-off'],
    ['Final Sign-offs', 'sign-off'],
    ['Approvals', 'sign-off'],
    ['Rollback Checklist', 'rollback'],
    ['Emergency rollback', 'rollback'],
    ['If deployment fails', 'rollback'],
    ['Deployment', undefined],
    ['Release', undefined],
    ['Go-Live Readiness', undefined],
    ['Rollback plan', undefined],
    ['Post-Deployment Monitoring Setup', undefined],
    ['Hypercare preparation', undefined],
    ['Pre-deployment planning', 'merge'],
    ['1. Go-Live', 'deploy'],
    ['Post-mortem', undefined],
    ['Day 1', undefined],
    ['Week 1: build servers', undefined],
    ['Final Verification', undefined],
    ['24/7 support', undefined],
    ['Security', undefined],
    ['', undefined],
  ])('%s: %s', (heading, phase) => {
    expect(phaseOf(heading, nowhere)).toBe(phase);
  });

  test.each<[string, Phase]>([
    ['Day 1', 'day'],
    ['T+1', 'day'],
    ['T+24h', 'day'],
    ['T+48 hours', 'day'],
    ['T+5 minutes', 'verify'],
    ['T+30min', 'verify'],
    ['T + 1 hour', 'verify'],
    ['T+12h', 'verify'],
    ['T+7 days', 'week'],
    ['T+30', 'month'],
    ['Week 1', 'week'],
    ['Month 1', 'month'],
  ])('%s counts from the deployment in a section about the time after it', (heading, phase) => {
    expect(phaseOf(heading, { ...nowhere, phase: 'verify' })).toBe(phase);
    expect(phaseOf(heading, { ...nowhere, phase: 'merge' })).toBeUndefined();
  });

  test('a topic between its before and its after is the moment', () => {
    const beside = ['Pre-Deployment', 'Deployment', 'Post-Deployment Checks'];
    expect(phaseOf('🚀 Deployment', { phase: undefined, moments: momentsAmong(beside) })).toBe('deploy');
    expect(phaseOf('Security', { phase: undefined, moments: momentsAmong(beside) })).toBeUndefined();
    expect(momentsAmong(beside.slice(0, 2))).toEqual(new Set());
  });
});

test.each([
  ['Replicas (if needed)', 'may'],
  ['Replicas (if applicable).', 'may'],
  ['Replicas (if HA)', 'may'],
  ['Replicas (optional)', 'may'],
  ['Replicas (where applicable, else none) of all', 'may'],
  ['If the schema changes: run it', 'may'],
  ['Optional: run it', 'may'],
  ['Run it (recommended)', 'should'],
  ['Run it (mandatory)', 'must'],
  ['TLS if over network', undefined],
  ['Alerts fire (if error rate > 1 %)', undefined],
  ['Alerts fire (if availability ≤ 99 %)', undefined],
  ['It recovers (if it fails) by itself', undefined],
  ['OPTIONALLY', undefined],
  ['Secrets rotated (not in code)', undefined],
])('the level of %s is %s', (text, level) => {
  expect(levelOf(text)).toBe(level);
});

test.each([
  ['Optional checks', 'may'],
  ['✨ Nice to have', 'may'],
  ['Regions (if applicable)', 'may'],
  ['Required', 'must'],
  ['Must-haves', 'must'],
  ['Checks (mandatory)', 'must'],
  ['Recommended', 'should'],
  ['Security', undefined],
])('the level of the heading %s is %s', (text, level) => {
  expect(levelOfHeading(text)).toBe(level);
});

test('headings full of colons take no time', () => {
  const start = process.cpuUsage().user;
  momentsAmong(Array.from({ length: 100 }, (_, at) => `a${':'.repeat(9_000)}${at}`));
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(500);
});
