import { expect, test } from '@jest/globals';
import { issuerFor } from '../../../src/github/evidence/issuer.ts';

test.each([
  ['https://api.github.com', 'https://token.actions.githubusercontent.com'],
  ['https://api.github.com/', 'https://token.actions.githubusercontent.com'],
  ['https://api.acme.ghe.com', 'https://token.actions.acme.ghe.com'],
  ['https://github.example.com/api/v3', 'https://github.example.com/_services/token'],
  ['https://github.example.com:8443/api/v3', 'https://github.example.com:8443/_services/token'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/_services/token'],
  ['https://api.github.com.example.com', 'https://api.github.com.example.com/_services/token'],
  ['https://api.a.b.ghe.com', 'https://api.a.b.ghe.com/_services/token'],
])('%s: %s', (api, issuer) => {
  expect(issuerFor(api)).toBe(issuer);
});
