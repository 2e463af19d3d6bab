import type { Outcome } from './test-tally.ts';
import type { XmlElement } from './xml-scan.ts';

/** A test as it is read: what is inside of it decides. */
export interface JunitCase {
  readonly name: string;
  readonly className: string;
  readonly file: string;
  outcome: Outcome;
  isFlaky: boolean;
  /** How many results of it are failures or errors: a test may have several. */
  bad: number;
  message: string;
}

const byWord: Readonly<Record<string, Outcome>> = {
  failed: 'failed',
  failure: 'failed',
  fail: 'failed',
  errored: 'errored',
  error: 'errored',
  broken: 'errored',
  crashed: 'errored',
  timeout: 'errored',
  timedout: 'errored',
  aborted: 'errored',
  cancelled: 'errored',
  canceled: 'errored',
  interrupted: 'errored',
  undefined: 'errored',
  disabled: 'skipped',
  notrun: 'skipped',
  suppressed: 'skipped',
  skip: 'skipped',
  skipped: 'skipped',
  untested: 'skipped',
  inconclusive: 'skipped',
  blocked: 'skipped',
  todo: 'skipped',
  ignored: 'skipped',
  pending: 'skipped',
};

/** Some dialects say it in attributes, and then inside again or not at all. What has nothing inside is named only when asked for. */
export function caseOf(element: XmlElement, isNamed: boolean): JunitCase {
  const said = [element.get('status'), element.get('result')].map(
    (word) => byWord[word?.toLowerCase().replaceAll(/[\s_-]/g, '') ?? ''] ?? 'passed',
  );
  const outcome = said.reduce(worse);
  const named = isNamed || !element.isEmpty || isBad(outcome);
  return {
    name: named ? (element.get('name') ?? '') : '',
    className: named ? (element.get('classname') ?? element.get('class') ?? '') : '',
    file: named ? (element.get('file') ?? '') : '',
    outcome,
    isFlaky: false,
    bad: 0,
    message: '',
  };
}

/** Takes an element right inside of a test; true when its text says why. */
export function noteResult(now: JunitCase, element: XmlElement): boolean {
  if (element.parent !== 'testcase') return false;
  switch (element.name) {
    case 'failure':
    case 'error':
      now.bad += 1;
      now.outcome = worse(now.outcome, element.name === 'error' ? 'errored' : 'failed');
      now.message ||= element.get('message') ?? '';
      return now.message === '';
    case 'skipped':
    case 'ignored':
    case 'disabled':
      now.outcome = worse(now.outcome, 'skipped');
      return false;
    case 'flakyFailure':
    case 'flakyError':
    case 'rerunFailure':
    case 'rerunError':
    case 'rerun':
      now.isFlaky = true;
      now.message ||= element.get('message') ?? '';
      return false;
    default:
      return false;
  }
}

export function isBad(outcome: Outcome): boolean {
  return outcome === 'failed' || outcome === 'errored';
}

const order: readonly Outcome[] = ['passed', 'skipped', 'failed', 'errored'];

export function worse(a: Outcome, b: Outcome): Outcome {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
