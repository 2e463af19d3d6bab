import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { authoritiesBelow, targetsIn } from '../../../src/doors/cli/targets.ts';
import { withFolder } from '../../gates/folder.ts';

test('a target is what the policy says of it, and private only where it says so', () => {
  const url = 'https://a.example';
  expect(targetsIn({ a: { url }, b: { url, private: true }, c: { url, private: false } }, authoritiesBelow('/'))).toEqual([
    { name: 'a', url },
    { name: 'b', url, private: true },
    { name: 'c', url },
  ]);
});

test('its authorities are read from the work tree when they are needed, and from nowhere else', async () => {
  await withFolder({ 'certs/own.pem': 'PEM', 'outside.pem': 'no' }, async (root) => {
    const tree = join(root, 'certs');
    symlinkSync(join(root, 'outside.pem'), join(tree, 'link.pem'));
    const read = (ca: string) => targetsIn({ a: { url: 'https://a.example', ca } }, authoritiesBelow(tree))[0]?.ca?.();
    expect(await read('own.pem')).toBe('PEM');
    await expect(read('none.pem')).rejects.toThrow(/is not there|outside/);
    await expect(read('../outside.pem')).rejects.toThrow('lies outside of the repository');
    await expect(read('link.pem')).rejects.toThrow('lies outside of the repository');
  });
});
