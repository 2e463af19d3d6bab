import { expect, test } from '@jest/globals';
import { conditionAtEnd } from '../../../src/checklist/markdown/conditions.ts';
import { notesOf, only } from './outlines.ts';

test.each([
  'Configure CDN if needed',
  'Configure CDN, if needed.',
  'Refactor if needed',
  'Squash commits if necessary',
  'Set up MFA if required',
  'SEED DATABASE IF NEEDED',
  'Optimise images if needed',
  'Read replicas configured if needed',
  'Maintenance window announced if needed',
  'Replication set up if required',
  'Marketing notified, if necessary',
  'GDPR reviewed if applicable',
  'Feature flags if applicable',
  'Data migration, if applicable.',
])('%s can be left out', (text) => {
  expect(conditionAtEnd(text)).toBe('plain');
});

test.each([
  // Which part the condition belongs to is not said.
  'Backups can be restored if needed',
  'The team is able to roll back if necessary',
  'Rollback can be started if required',
  'Encryption is enabled if applicable',
  'Verify rollback if needed',
  'Ensure backups if applicable',
  'Run migrations and roll back if needed',
  'Configure alerts to page somebody if needed',
  'Tokens revoked if needed',
  'Sessions terminated if necessary',
  'Connections retried if needed',
  'The service scales if needed',
  'Keys: configured if needed',
  'Never deployed if needed',
  // Places, times and measures: what must hold there must hold.
  'Encryption enabled where applicable',
  'Personal data encrypted where required',
  'Passwords rotated when required',
  'Update keys when needed',
  'Configure limits as needed',
  'Metrics exist where relevant.',
  'Dependencies fail softly where possible',
  'Configure CDN if available',
  'Rotate keys if possible',
  // A condition in words of its own.
  'TLS if over network',
  'Update API documentation if endpoints change',
  'Cache strategy is documented if latency depends on it.',
  'Disable modules except if they are used',
  'Close the ports unless they are used',
  `${'Configure '.padEnd(90, 'x')} if needed`,
])('%s is asked always, with a note', (text) => {
  expect(conditionAtEnd(text)).toBe('doubtful');
  expect(only(`- [ ] ${text}`).said.level).toBeUndefined();
  expect(notesOf(`- [ ] ${text}`)).toEqual(['markdown.condition:1']);
});

test.each([
  'Alert if error rate > 1 %',
  'Alert if the error rate exceeds the budget',
  'Alerts fire if a replica stops',
  'Fail if a secret is found',
  'Page the on-call engineer if the queue grows',
  'Roll back if smoke tests do not pass',
  'Block the release if a licence is forbidden',
  'Release stops if error rate > 1 %',
  'Traffic moves if a zone is lost',
  'The service starts if the cache is unavailable',
  'Blast radius is understood if the service stops.',
  'We know what happens if the queue is full',
  'Config validation fails fast when required values are missing.',
  'If latency rises, we know which dashboards to open first.',
  'Notify customers',
  'if needed',
  'Verify',
  'Modify the what-if analysis',
])('%s is asked always, without a word', (text) => {
  expect(conditionAtEnd(text)).toBeUndefined();
  expect(only(`- [ ] ${text}`).said.level).toBeUndefined();
  expect(notesOf(`- [ ] ${text}`)).toEqual([]);
});

test('an item that can be left out is `may`, unless it is marked', () => {
  expect(only('- [ ] Configure CDN if needed').said.level).toBe('may');
  expect(only('- [ ] Configure CDN if needed (mandatory)').said.level).toBe('must');
  expect(only('- [ ] Configure CDN if needed <!-- gonogo: {level: should} -->').said.level).toBe('should');
});

test('who says the level hears nothing of a doubt', () => {
  expect(notesOf('- [ ] TLS if over network <!-- gonogo: {level: must} -->\n- [ ] TLS (mandatory) if over network')).toEqual([]);
});
