import { describe, expect, test } from '@jest/globals';
import { levelOf, levelOfHeading, momentsAmong, phaseOf } from '../../../src/checklist/markdown/phases.ts';
import type { Phase } from '../../../src/checklist/model.ts';

const each = (words: string) => words.split(', ').map((word) => [word]);
const phase = (heading: string, around?: Phase) => phaseOf(heading, { phase: around, moments: new Set() });

const events = each(
  'deploy, deployment, deploying, release, launch, launching, go live, go-live, golive, going live, production, rollout, cutover, cut over, cut-over, ship, shipping',
);

describe('before, during and after', () => {
  test.each(events)('%s', (event) => {
    for (const side of [`Pre-${event}`, `Pre ${event}`, `Before ${event}`, `Before the ${event}`, `Checks before ${event}`])
      expect([side, phase(side)]).toEqual([side, 'merge']);
    for (const side of [`Post-${event}`, `Post ${event}`, `After ${event}`, `After the ${event}`, `Checks after ${event}`])
      expect([side, phase(side)]).toEqual([side, 'verify']);
    for (const side of [`${event} day`, `Day of ${event}`, `Day of the ${event}`, `During ${event}`, `During the ${event}`])
      expect([side, phase(side)]).toEqual([side, 'deploy']);
  });

  test.each(
    each(
      'Prelaunch, Spre-launch, Pre-launched, Hereafter launch, Post-launches, Preduring launchpad, Sunday of launches, Before a launch',
    ),
  )('%s says nothing', (heading) => {
    expect(phase(heading)).toBeUndefined();
  });
});

describe('days after', () => {
  test.each<[string, Phase | undefined]>([
    ['First 12 hours', 'day'],
    ['First 24 hrs', 'day'],
    ['First 48h', 'day'],
    ['First 24-hour watch', 'day'],
    ['The first day', 'day'],
    ['First days', undefined],
    ['First 72 hours', 'week'],
    ['First 72h', 'week'],
    ['First 36 hours', undefined],
    ['First week', 'week'],
    ['First 7 days', 'week'],
    ['Hypercare', 'week'],
    ['Hyper care', 'week'],
    ['First month', 'month'],
    ['First 28 days', 'month'],
    ['First 30 days', 'month'],
    ['First 31 days', 'month'],
    ['First 4 weeks', 'month'],
    ['First 90 days', undefined],
    ['Thefirst week', undefined],
    ['First weeks', undefined],
    ['Hypercares', undefined],
    ['First 240 hours', undefined],
  ])('%s: %s', (heading, expected) => {
    expect(phase(heading)).toBe(expected);
  });
});

describe('days counted from it', () => {
  test.each<[string, Phase | undefined, Phase | undefined]>([
    ['T-7', 'merge', 'merge'],
    ['T - 14', 'merge', 'merge'],
    ['T–1 day', 'merge', 'merge'],
    ['T−1', 'merge', 'merge'],
    ['Freeze (T-3)', 'merge', 'merge'],
    ['T-0', 'deploy', 'deploy'],
    ['T+0', 'deploy', 'deploy'],
    ['T 0', 'deploy', 'deploy'],
    ['T0', 'deploy', 'deploy'],
    ['Start (T-0)', 'deploy', 'deploy'],
    ['AT-7', undefined, undefined],
    ['T-01', undefined, undefined],
    ['T+1', undefined, 'day'],
    ['T + 1', undefined, 'day'],
    ['T+24 hours', undefined, 'day'],
    ['T+48h', undefined, 'day'],
    ['Day 1', undefined, 'day'],
    ['Day one', undefined, 'day'],
    ['24 hours', undefined, 'day'],
    ['48 hrs', undefined, 'day'],
    ['Day 10', undefined, undefined],
    ['Someday 1', undefined, undefined],
    ['T+10', undefined, undefined],
    ['T+7', undefined, 'week'],
    ['Week 1', undefined, 'week'],
    ['Week one', undefined, 'week'],
    ['Week 12', undefined, undefined],
    ['T+70', undefined, undefined],
    ['T+30', undefined, 'month'],
    ['Month 1', undefined, 'month'],
    ['Month one', undefined, 'month'],
    ['Month 12', undefined, undefined],
    ['T+300', undefined, undefined],
    ['T+5m', undefined, 'verify'],
    ['T+5 min', undefined, 'verify'],
    ['T+5 mins', undefined, 'verify'],
    ['T+5 minute', undefined, 'verify'],
    ['T+90 minutes', undefined, 'verify'],
    ['T+1h', undefined, 'verify'],
    ['T+1 hr', undefined, 'verify'],
    ['T+19 hours', undefined, 'verify'],
    ['T+29 hours', undefined, undefined],
    ['At T+5 minutes', undefined, undefined],
  ])('%s: %s, and %s after it', (heading, alone, after) => {
    expect(phase(heading)).toBe(alone);
    for (const around of ['deploy', 'verify', 'day', 'week', 'month'] as const) expect(phase(heading, around)).toBe(after);
    for (const around of ['merge', 'sign-off', 'rollback'] as const) expect(phase(heading, around)).toBe(alone);
  });
});

describe('rolling back, signing and going live', () => {
  test.each(
    each(
      'Rollback, Roll back, Rollback checklist, Rollback procedure, Rollback procedures, Rollback steps, Rollback runbook, Rollback actions, Rollback (if it fails), Emergency rollback, If deployment fails, If the deploy fails, If release fails now, If the launch fails, If rollout fails, 2. Rollback, 🔙 Rollback:',
    ),
  )('%s', (heading) => {
    expect(phase(heading)).toBe('rollback');
  });

  test.each(
    each(
      'Rollback tests, Two emergency rollbacks, Rollback and recovery, If deployment failsafe, What if deployment fails, Rollback to the future (1) now, A quick emergency rollback',
    ),
  )('%s is no rollback', (heading) => {
    expect(phase(heading)).toBeUndefined();
  });

  test.each(
    each(
      'Sign-off, Sign offs, Signoff, Final sign-off, Sign-offs needed, Approval, Approvals, Final approval, Approvals and sign-offs, Approval & sign-off',
    ),
  )('%s', (heading) => {
    expect(phase(heading)).toBe(heading.includes('&') ? undefined : 'sign-off');
  });

  test.each(each('Approval of plans, Design sign-off, Signoffice, Approvals needed, Our approvals'))(
    '%s is no sign-off',
    (heading) => {
      expect(phase(heading)).toBeUndefined();
    },
  );

  test.each(
    each(
      'Go-live, Go live, Golive, Cutover, Cut over, Cut-over, Go-live checklist, Go-live steps, Go-live procedure, Cutover tasks, Cutover execution, Cutover window, Phase 2: Go-live, Step 3 - Go-live, Stage 1. Go-live, Part 4 Go-live, Section 5 — Cutover, 1) Go-live',
    ),
  )('%s', (heading) => {
    expect(phase(heading)).toBe('deploy');
  });

  test.each(each('Go-live team, Our go-live, Cutover communication, Go-live checklists'))('%s is no moment', (heading) => {
    expect(phase(heading)).toBeUndefined();
  });
});

describe('what is prepared', () => {
  test.each(
    each(
      'readiness, prerequisite, prerequisites, preparation, preparing, prepare, prep, plan, plans, planning, setup, set-up, strategy',
    ),
  )('Rollback %s is for before', (word) => {
    expect(phase(`Rollback checklist ${word}`)).toBeUndefined();
    expect(phase(`Hypercare ${word}`)).toBeUndefined();
    expect(phase(`Pre-launch ${word}`)).toBe('merge');
    expect(phase(`Post-launch un${word}`)).toBe('verify');
  });

  test.each(each('planet, setups, strategyless, prepaid'))('Post-launch %s is not', (word) => {
    expect(phase(`Post-launch ${word}`)).toBe('verify');
  });
});

test.each<[readonly string[], readonly string[]]>([
  [['Pre-migration', 'Post migration tasks', 'Migration'], ['migration']],
  [['1. Pre migration', '2. Post-migration'], ['migration']],
  [['Pre-migration', 'Postmigration'], []],
  [['A pre-migration', 'Post-migration'], []],
  [['Pre-migration', 'A post-migration'], []],
  [['Pre-1', 'Post-1'], []],
])('the moments among %j are %j', (headings, moments) => {
  expect([...momentsAmong(headings)]).toEqual(moments);
});

describe('levels', () => {
  test.each(each('needed, applicable, necessary, required, possible, any, relevant, appropriate, needed by somebody'))(
    'a condition in parentheses: %s',
    (word) => {
      for (const when of ['if', 'where', 'when', 'as', 'If'])
        expect([when, levelOf(`A (${when} ${word}) b`)]).toEqual([when, 'may']);
      expect(levelOf(`A (${word}) b`)).toBe(word === 'required' ? 'must' : undefined);
      expect(levelOf(`A if ${word} b`)).toBeUndefined();
    },
  );

  test.each<[string, string | undefined]>([
    ['A (optional)', 'may'],
    ['A (Optional, later)', 'may'],
    ['A (nice to have)', 'may'],
    ['A (nice-to-have)', 'may'],
    ['A (optionality)', undefined],
    ['A (not optional)', undefined],
    ['A (if HA).', 'may'],
    ['A (if HA):', 'may'],
    ['A (if HA) b', undefined],
    [`A (if ${'x'.repeat(100)})`, 'may'],
    [`A (if ${'x'.repeat(101)})`, undefined],
    ['A (if a < b)', undefined],
    ['A (if a > b)', undefined],
    ['A (if a ≤ b)', undefined],
    ['A (if a ≥ b)', undefined],
    ['A (what if)', undefined],
    ['If it is so: do it', 'may'],
    ['IF IT IS SO: do it', 'may'],
    ['If it is so:', undefined],
    ['If x: do it', 'may'],
    ['As if it is so: do it', undefined],
    [`If ${'x'.repeat(200)}: do it`, 'may'],
    [`If ${'x'.repeat(201)}: do it`, undefined],
    ['Optional: do it', 'may'],
    ['optionally - do it', 'may'],
    ['Optional – do it', 'may'],
    ['Optional—do it', 'may'],
    ['Optional do it', undefined],
    ['Not optional: do it', undefined],
    ['A (recommended)', 'should'],
    ['A (Recommended)', 'should'],
    ['A (recommended, if needed)', undefined],
    ['A recommended', undefined],
    ['A (REQUIRED)', 'must'],
    ['A (must-have)', 'must'],
    ['A (must have)', 'must'],
    ['A (required) (if needed)', 'must'],
    ['A (required by law)', undefined],
  ])('%s: %s', (text, level) => {
    expect(levelOf(text)).toBe(level);
  });

  test.each<[string, string | undefined]>([
    ['Required', 'must'],
    ['Mandatory checks', 'must'],
    ['Must have', 'must'],
    ['Must-haves', 'must'],
    ['Checks (required)', 'must'],
    ['Checks (must-have)', 'must'],
    ['Checks (must haves)', 'must'],
    ['Checks (mandatory) now', 'must'],
    ['Checks (must-haves) now', undefined],
    ['Not required', undefined],
    ['Requiredness', undefined],
    ['Optional', 'may'],
    ['Nice to have', 'may'],
    ['Nice-to-haves', 'may'],
    ['Not optional', undefined],
    ['Optionals', undefined],
    ['Recommended', 'should'],
    ['Recommendedly', undefined],
    ['Highly recommended', undefined],
    ['1. Optional:', 'may'],
  ])('of the heading %s: %s', (heading, level) => {
    expect(levelOfHeading(heading)).toBe(level);
  });
});
