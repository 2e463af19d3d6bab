import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distinguish, idIn, isId, makeId } from '../../src/checklist/ids.ts';
import { anyCharacter } from '../ground/character.ts';

describe('an id from titles', () => {
  test.each([
    [['Security', 'TLS 1.2 or newer'], 'security.tls-1-2-or-newer'],
    [['🔒 Security', '  (HTTPS) enforced!  '], 'security.https-enforced'],
    [['Größe', 'naïve café'], 'gr-e.na-ve-caf'],
  ])('%j is %s', (titles, id) => {
    expect(makeId(titles)).toBe(id);
  });

  test('a title without ASCII letters gets a digest, the same for either normal form', () => {
    const id = makeId(['Über', 'éé'.normalize('NFC').replaceAll(/[a-z]/g, '')]);
    expect(id).toMatch(/^ber\.[0-9a-f]{6}$/);
    expect(makeId(['日本語'])).toMatch(/^[0-9a-f]{6}$/);
    expect(makeId(['日本語'])).not.toBe(makeId(['日本']));
  });

  test('a long one is cut, and two long ones that differ at the end stay apart', () => {
    const long = 'word '.repeat(40);
    const [one, two] = [makeId([`${long}a`]), makeId([`${long}b`])];
    expect([one.length <= 80, isId(one), one === two]).toEqual([true, true, false]);
  });

  test('one of eighty characters is as long as may be', () => {
    const eighty = 'x'.repeat(80);
    expect([makeId([eighty]), isId(eighty), distinguish('x'.repeat(78), 2)]).toEqual([eighty, true, `${'x'.repeat(78)}-2`]);
    expect(makeId([`${eighty}y`])).toMatch(/^x{73}-[0-9a-f]{6}$/);
    expect(distinguish('x'.repeat(79), 2)).toMatch(/^x{73}-[0-9a-f]{6}$/);
  });

  test('a cut one ends with a letter or digit, and keeps the dashes within', () => {
    expect(makeId([`a ${'x'.repeat(70)} ${'y'.repeat(20)}`])).toMatch(/^a-x{70}-[0-9a-f]{6}$/);
  });

  test('a cut one depends on where its titles end', () => {
    const long = 'x'.repeat(80);
    expect(makeId([long, 'ab', 'c'])).not.toBe(makeId([long, 'a', 'bc']));
  });

  test('the same text twice gets a number', () => {
    expect([distinguish('a.b', 1), distinguish('a.b', 2)]).toEqual(['a.b', 'a.b-2']);
    expect(isId(distinguish(makeId(['x'.repeat(200)]), 17))).toBe(true);
  });
});

describe('an id in a component', () => {
  test.each([
    ['api', 'safety.up', 'api.safety.up'],
    ['@acme/Web shop', 'up', 'acme-web-shop.up'],
  ])('%s: %s', (component, id, expected) => {
    expect(idIn(component, id)).toBe(expected);
  });

  test('is one whatever the names, and another one in each component', () => {
    const id = fc.string({ minLength: 1 }).map((title) => makeId([title, 'x'.repeat(70)]));
    fc.assert(fc.property(fc.string({ unit: anyCharacter, minLength: 1 }), id, (component, own) => isId(idIn(component, own))));
    const long = makeId(['word '.repeat(40)]);
    expect(new Set(['a', 'b'].map((component) => idIn(component, long))).size).toBe(2);
  });
});

test('whatever the titles, the id is one', () => {
  const title = fc.oneof(fc.string({ unit: anyCharacter, minLength: 1 }), fc.string({ minLength: 1 }));
  fc.assert(fc.property(fc.array(title, { minLength: 1, maxLength: 4 }), (titles) => isId(makeId(titles))));
});

test.each(['', 'A', 'a.', '.a', 'a..b', 'a b', 'a_b', 'é', 'x'.repeat(81)])('%j is no id', (text) => {
  expect(isId(text)).toBe(false);
});
