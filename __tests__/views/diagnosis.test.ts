import { expect, test } from '@jest/globals';
import { type Diagnosis, diagnosisReport } from '../../src/views/diagnosis.ts';

const sheet = { width: 80, paint: (_: string, text: string) => text };
const well: Diagnosis = { is: 'well', about: 'clock', what: 'it agrees' };
const ill: Diagnosis = { is: 'ill', about: 'events', what: 'none', remedy: 'Tick them.' };
const unsure: Diagnosis = { is: 'unsure', about: 'the App', what: 'nothing answers' };

test('what is ill stands with what to do, and foreign words do nothing', () => {
  const lines = diagnosisReport([well, { ...ill, what: '\n::error::x' }, unsure], sheet).split('\n');
  expect(lines.filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  expect(diagnosisReport([well, ill, unsure], sheet)).toBe(
    '✓ clock: it agrees\n✗ events: none\n  → Tick them.\n? the App: nothing answers\n\n1 to mend, and 1 that could not be told\n',
  );
});

test.each([
  [[well], 'All is well'],
  [[well, unsure], 'Nothing is known to be wrong, but 1 could not be told'],
  [[ill, ill], '2 to mend'],
])('the last line says it all: %j', (found, word) => {
  expect(diagnosisReport(found, sheet).trimEnd().split('\n').at(-1)).toBe(word);
});
