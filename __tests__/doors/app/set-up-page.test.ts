import { expect, test } from '@jest/globals';
import { manifestFor } from '../../../src/doors/app/manifest.ts';
import { donePage, publicAddress, registerPage, startPage, wrongPage } from '../../../src/doors/app/set-up-page.ts';

const manifest = { ...manifestFor('https://gonogo.example.com'), name: `it's "quoted" <b>` };

test('the form carries the manifest and the state to GitHub, for an organization or for oneself', () => {
  const own = registerPage({ webUrl: 'https://github.com', organization: ' ', manifest, state: 'abc' });
  expect(own).toContain('action="https://github.com/settings/apps/new?state=abc"');
  const theirs = registerPage({ webUrl: 'https://github.com', organization: 'a/"b', manifest, state: 'abc' });
  expect(theirs).toContain('action="https://github.com/organizations/a%2F%22b/settings/apps/new?state=abc"');
  const value = /name="manifest" value="([^"]*)"/.exec(own)?.[1] ?? '';
  const entities: Readonly<Record<string, string>> = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  expect(JSON.parse(value.replace(/&(?:quot|#39|lt|gt|amp);/g, (entity) => entities[entity] ?? ''))).toEqual(manifest);
  expect(own).toContain('The check that blocks or allows the merge.');
});

test('nothing foreign becomes a part of the page', () => {
  expect(wrongPage('<script>')).toContain('&lt;script&gt;');
  expect(donePage('javascript:alert(1)')).not.toContain('javascript:');
  expect(donePage('https://github.com/apps/gonogo')).toContain('href="https://github.com/apps/gonogo/installations/new"');
  expect(startPage()).not.toContain('<script');
});

test.each([
  ['https://gonogo.example.com', 'https://gonogo.example.com'],
  [' https://gonogo.example.com:8443/behind/ ', 'https://gonogo.example.com:8443/behind'],
  ['http://gonogo.example.com', undefined],
  ['https://user:word@gonogo.example.com', undefined],
  ['https://gonogo.example.com/?a=b', undefined],
  ['gonogo', undefined],
  ['', undefined],
])('%j is the address %j', (text, address) => {
  expect(publicAddress(text)).toBe(address);
});
