import { expect, test } from '@jest/globals';
import { examine } from '../../../../src/doors/app/doctor/examine.ts';
import { commitFiles } from '../../../../src/sandbox/state/pushes.ts';
import { openPlatform } from '../../../github/open.ts';

test('without an App, or with settings that are wrong, that is all there is to say', async () => {
  expect(await examine({})).toMatchObject([{ is: 'ill', about: 'settings', remedy: expect.stringContaining('npm run app') }]);
  const found = await examine({ APP_ID: 'x', PRIVATE_KEY: 'y', WEBHOOK_SECRET: 'z' });
  expect(found.length).toBeGreaterThan(2);
  expect(new Set(found.map(({ is }) => is))).toEqual(new Set(['ill']));
});

test('an App on the sandbox is looked at as a whole', async () => {
  const here = await openPlatform();
  try {
    const author = here.person('ada');
    const files = { '.github/gonogo.yml': 'version: 1\nchecklist: essentials\n' };
    commitFiles(here.world, here.repo, { author, message: 'Gonogo', branch: 'main', files });
    const found = await examine({
      APP_ID: String(here.gate.id),
      PRIVATE_KEY: Buffer.from(here.gate.key.privatePem).toString('base64'),
      WEBHOOK_SECRET: 'a secret that is long',
      GITHUB_API_URL: here.sandbox.url,
      PORT: '1',
      GONOGO_EPHEMERAL: '1',
    });
    const about = (name: string) => found.filter((each) => each.about === name).map(({ is }) => is);
    expect(about('settings')).toEqual(['well']);
    expect(about('credentials')).toEqual(['well']);
    expect(about('the App')).toEqual(['unsure']);
    expect(found.find((each) => each.about === 'acme/shop')).toMatchObject({
      is: 'ill',
      what: expect.stringContaining('does not require'),
    });
  } finally {
    await here.close();
  }
});
