import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { requireLasting } from '../../../src/doors/app/lasting.ts';

const folder = join(tmpdir(), 'nowhere/yet');

test('a folder for temporary files is taken only from who says so', () => {
  expect(() => requireLasting({ folder, isEphemeral: false })).toThrow('would be lost with it');
  expect(requireLasting({ folder, isEphemeral: true })).toBeUndefined();
});

test('memory is no place for a ledger', () => {
  const lookUp = { typeOf: () => 0x01021994, temporary: '/nowhere' };
  expect(() => requireLasting({ folder: './data', isEphemeral: false }, lookUp)).toThrow('in memory');
});

test('a disk is, and a server needs no folder', () => {
  const lookUp = { typeOf: () => 0xef53, temporary: '/nowhere' };
  expect(requireLasting({ folder: './data', isEphemeral: false }, lookUp)).toBeUndefined();
  expect(requireLasting({ url: 'postgres://h/d' })).toBeUndefined();
});
