import { expect, test } from '@jest/globals';
import { groupBits, groupName, groups, isFiniteField, isPostQuantum } from '../../../../src/gates/rules/tls/groups.ts';

test.each([
  [0x11ec, 'X25519MLKEM768', 253, true],
  [29, 'x25519', 253, false],
  [23, 'secp256r1', 256, false],
  [25, 'secp521r1', 521, false],
  [30, 'x448', 448, false],
  [256, 'ffdhe2048', 2048, false],
  [26, 'brainpoolP256r1', 256, false],
  [0xfafa, '0xFAFA', undefined, false],
])('%i is %s', (code, name, bits, isQuantumSafe) => {
  expect([groupName(code), isPostQuantum(name)]).toEqual([name, isQuantumSafe]);
  if (code !== 0xfafa) expect(groupBits(name)).toBe(bits);
});

test('each has a number and a name of its own', () => {
  expect(new Set(groups.map(({ code }) => code)).size).toBe(groups.length);
  expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
  expect(groups.filter(({ name }) => isFiniteField(name))).toHaveLength(5);
});
