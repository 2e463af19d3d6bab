import { expect, test } from '@jest/globals';
import { assetAddress, assetNamed } from '../../../src/sandbox/page/assets.ts';

test('nothing is fetched from outside', () => {
  for (const name of ['page.css', 'page.js', 'github-markdown.css']) {
    const text = String(assetNamed(name)?.body);
    expect(text.length).toBeGreaterThan(1000);
    expect(text).not.toMatch(/url\(\s*["']?(?:https?:)?\/\/|@import|https?:\/\/(?!www\.w3\.org)/);
  }
});

test('an address changes with its content; other names are nothing', () => {
  expect(assetAddress('page.css')).toMatch(/^\/-\/page\.css\?v=[0-9a-f]{12}$/);
  expect([assetNamed('constructor'), assetNamed('../pages.ts')]).toEqual([undefined, undefined]);
});

test('script and styles stay small', () => {
  expect(assetNamed('page.js')?.body.length).toBeLessThan(8_000);
  expect(assetNamed('page.css')?.body.length).toBeLessThan(20_000);
});
