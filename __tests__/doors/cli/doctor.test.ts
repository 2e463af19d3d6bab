import { expect, test } from '@jest/globals';
import { withFolder } from '../../gates/folder.ts';
import { ask, askJson } from './ask.ts';

test('it reads .env of the folder, and its exit code is the answer', async () => {
  await withFolder({ '.env': 'APP_ID=none\n' }, async (root) => {
    const { code, out, err } = await ask(root, 'doctor');
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/✗ settings: APP_ID.*\n/);
    expect(out).toMatch(/\n\d+ to mend\n$/);
  });
});

test('as JSON it has a format of its own', async () => {
  await withFolder({}, async (root) => {
    const { json } = await askJson(root, 'doctor');
    expect(json).toMatchObject({ format: 'gonogo/doctor/1', found: [{ is: 'ill', about: 'settings' }] });
  });
});
