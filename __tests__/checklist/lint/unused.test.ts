import { expect, test } from '@jest/globals';
import { idleOverrides, unusedSettings } from '../../../src/checklist/lint/unused.ts';
import { reading, whole } from './readings.ts';

test('what could be proved by a gate uses it', () => {
  const config = 'targets: { live: { url: "https://example.com" } }\npeople: { waivers: { team: x/y } }\n';
  expect(unusedSettings(reading(['{ id: a, title: A }'], config), ['waivers']).map(({ code }) => code)).toEqual([
    'lint.unused-target',
  ]);
  expect(unusedSettings(reading(['{ id: a, title: A }'], config), []).map(({ code }) => code)).toEqual([
    'lint.unused-target',
    'lint.unused-role',
  ]);
});

test('a sign-off is exempted from nothing', () => {
  const config = 'items: { a: { notApplicable: { reason: r, until: 2030-01-01 } } }\n';
  expect(idleOverrides(reading(['{ id: a, title: A, signOff: { role: x } }'], config))[0]?.message).toMatch(
    /a sign-off always applies/,
  );
});

test('what the baseline says is not for the repository to take out, and targets of components stand where they are', () => {
  const target = "targets: { live: { url: 'https://example.com' } }";
  const found = unusedSettings(
    whole({
      items: ['{ id: a, title: A }'],
      config: `components: { api: { paths: [a], checklist: ./own.yml, ${target} } }\n`,
      components: { api: ['{ id: b, title: B }'] },
      baseline: { config: `${target}\npeople: { lead: { team: x/y } }\n`, items: ['{ id: c, title: C }'] },
    }),
    [],
  );
  expect(found).toMatchObject([{ path: 'components.api.targets.live', message: 'no item uses the target api.live', line: 4 }]);
});

test.each([
  ['items: { a: { level: should } }', '', 'level: should', 'the checklist says the same already'],
  ['items: { a: { level: should } }', 'items: { a: { level: should } }', '', 'the baseline says the same already'],
  ['items: { a: { level: should } }', 'items: { a: { level: must } }', 'level: should', undefined],
  [
    'items: { a: { limits: { lines: 80 } } }\ngates: { coverage: { source: { files: x }, limits: { lines: 90 } } }',
    '',
    'gate: coverage, limits: { lines: 80 }',
    undefined,
  ],
  [
    'items: { a: { limits: { lines: 80 } } }\ngates: { coverage: { source: { files: x }, limits: { lines: 80 } } }',
    '',
    'gate: coverage',
    'the section for the gate says the same already',
  ],
])('%s over %s and { %s }', (config, theirs, item, message) => {
  const read = whole({
    items: [`{ id: a, title: A${item === '' ? '' : `, ${item}`} }`],
    config: `${config}\n`,
    baseline: { config: `${theirs}\n`, items: ['{ id: b, title: B }'] },
  });
  expect(idleOverrides(read).map((each) => each.message)).toEqual(message === undefined ? [] : [message]);
});
