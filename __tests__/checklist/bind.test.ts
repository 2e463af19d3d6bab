import { describe, expect, test } from '@jest/globals';
import { type Binding, bind, bindSupport, own } from '../../src/checklist/bind.ts';
import type { WrittenConfig } from '../../src/checklist/config-schema.ts';
import type { ItemFields } from '../../src/checklist/fields.ts';

const config = (more: Partial<WrittenConfig> = {}): WrittenConfig => ({ version: 1, checklist: 'c.yml', ...more });
const lines = { lines: 80 };
const files = { files: 'x.info' };

describe('a binding', () => {
  type Wanted = Parameters<typeof bind>[0];
  test.each<[string, Wanted, ItemFields | undefined, WrittenConfig, Binding['is']]>([
    ['with a source of its own', { gate: 'coverage', source: files, limits: lines }, undefined, config(), 'configured'],
    [
      'with a section for its gate',
      { gate: 'coverage', limits: lines },
      undefined,
      config({ gates: { coverage: { source: files } } }),
      'configured',
    ],
    ['with a word of the config about the item', { gate: 'coverage' }, { source: files, limits: lines }, config(), 'configured'],
    ['with nothing to collect', { gate: 'coverage', limits: lines }, undefined, config(), 'inactive'],
    [
      'with a section that says nothing of what to collect',
      { gate: 'coverage' },
      undefined,
      config({ gates: { coverage: { limits: lines } } }),
      'inactive',
    ],
    [
      'with a section for another gate',
      { gate: 'coverage', limits: lines },
      undefined,
      config({ gates: { other: { source: files } } }),
      'inactive',
    ],
    ['with a source that is wrong', { gate: 'coverage', source: { flies: 'x' }, limits: lines }, undefined, config(), 'faulty'],
    ['with a limit that is wrong', { gate: 'coverage', source: files, limits: { lines: 101 } }, undefined, config(), 'faulty'],
    ['with no limit at all', { gate: 'coverage', source: files }, undefined, config(), 'faulty'],
    ['that asks the platform, which is there', { gate: 'reviews' }, undefined, config(), 'configured'],
    ['that does not say what to ask it', { gate: 'checks' }, undefined, config(), 'inactive'],
    ['to no gate', { gate: 'covrage', source: files, limits: lines }, undefined, config(), 'faulty'],
    ['to a name of the prototype', { gate: 'constructor' }, undefined, config(), 'faulty'],
  ])('%s', (_, wanted, override, given, is) => {
    expect(bind(wanted, override, given).is).toBe(is);
  });

  test('the last word wins, key by key: item, gates, items', () => {
    const given = config({ gates: { coverage: { source: { files: 'g' }, limits: { lines: 70, branches: 60 } } } });
    const bound = bind(
      { gate: 'coverage', source: { files: 'i', ignore: ['z'] }, limits: { lines: 90 }, origin: 'app' },
      { limits: { branches: 50 } },
      given,
    );
    expect(bound).toEqual({
      is: 'configured',
      use: { gate: 'coverage', source: { files: 'g', ignore: ['z'] }, limits: { lines: 70, branches: 50 }, origin: 'app' },
    });
  });

  test('a target is the last that was named, and none where none was', () => {
    const targetOf = (wanted: string | undefined, section: string | undefined, override: string | undefined) => {
      const named = (target: string | undefined) => (target === undefined ? {} : { target });
      const given = config({ gates: { coverage: { source: files, ...named(section) } } });
      const bound = bind({ gate: 'coverage', limits: lines, ...named(wanted) }, named(override), given);
      return bound.is === 'faulty' ? bound : bound.use;
    };
    expect(targetOf('i', 's', 'o')).toMatchObject({ target: 'o' });
    expect(targetOf('i', 's', undefined)).toMatchObject({ target: 's' });
    expect(targetOf('i', undefined, undefined)).toMatchObject({ target: 'i' });
    expect(targetOf(undefined, undefined, undefined)).toStrictEqual({ gate: 'coverage', source: files, limits: lines });
  });

  test('what the configuration said wrongly is told by its place there', () => {
    const given = config({ gates: { coverage: { source: { file: 'x' }, limits: { lines: 'y' } } } });
    expect(bind({ gate: 'coverage', source: files, limits: { branch: 1 } }, undefined, given)).toMatchObject({
      fault: {
        message: expect.stringMatching(
          /gates\.coverage\.source\.file of the configuration: unknown key "file".*; branch: unknown key.*gates\.coverage\.limits\.lines of the configuration: must be a number/,
        ),
      },
    });
  });

  test('what a gate does not take is said, and where to look', () => {
    expect(bind({ gate: 'coverage', source: files, limits: { lines: 101 } }, undefined, config())).toMatchObject({
      fault: { code: 'checklist.gate-settings', remedy: 'docs/gates/coverage.md lists what it takes.' },
    });
  });

  test('a fault says what was meant', () => {
    expect(bind({ gate: 'covrage' }, undefined, config())).toMatchObject({ fault: { remedy: 'Did you mean coverage?' } });
    expect(bind({ gate: 'telescope' }, undefined, config())).toMatchObject({
      fault: { remedy: expect.stringContaining('coverage') },
    });
  });
});

test('each support is bound by itself', () => {
  const bound = bindSupport([{ gate: 'coverage' }, { gate: 'coverage', source: files, limits: lines }], config());
  expect(bound.map(({ is }) => is)).toEqual(['inactive', 'configured']);
});

test('only what stands in a record is its own', () => {
  expect([own({ a: 1 }, 'a'), own<number>({ a: 1 }, 'toString'), own(undefined, 'a')]).toEqual([1, undefined, undefined]);
});
