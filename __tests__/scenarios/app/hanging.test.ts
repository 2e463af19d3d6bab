import { expect, test } from '@jest/globals';
import { authority } from '../../gates/probes/certificate.ts';
import { withHttps } from '../../gates/probes/servers.ts';
import { openStage, setIn } from './stage.ts';

const asks = (url: string) => ({
  '.github/gonogo.yml': `version: 1
checklist: .github/release.yml
releases: { base: [main] }
solo: true
targets: { production: { url: "${url}", ca: authority.pem, private: true } }
`,
  '.github/release.yml': `format: gonogo/checklist/1
title: Release of the shop
sections:
  - title: Live
    phase: merge
    items:
${['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `      - { id: ${id}, title: The shop is well at ${id}, level: must, gate: health, target: production, source: { path: /${id}, within: 200 } }`).join('\n')}
`,
  'authority.pem': authority,
});

test('an address that never answers keeps no tick waiting, and no process from its end', async () => {
  const hanging = new Set<string>();
  await withHttps(
    (request) => void hanging.add(request.url ?? ''),
    async ({ url }) => {
      const stage = await openStage({
        store: 'embedded',
        env: { GONOGO_PRIVATE_HOSTS: '127.0.0.1', GONOGO_CONCURRENCY: '2', GONOGO_COLLECTING: '2' },
      });
      try {
        const slow = setIn(stage, 'slow', asks(url));
        const pull = await slow.open();
        await slow.hasBoard(pull);
        await stage.until('the address was asked', () => hanging.size > 0);
        // Of one installation no more than half of those who ask.
        const other = setIn(stage, 'other');
        await other.green();
        expect(hanging.size).toBe(1);
        // And of itself everything else is heard.
        await stage.sandbox.as('max').say(pull, '/gonogo status');
        const isAnswered = () => [...pull.comments.values()].some(({ body }) => body.includes('gonogo-reply'));
        await stage.until('it is answered', isAnswered);
        expect(slow.check(pull.pull.headSha)).toBe('action_required');
        const began = Date.now();
        expect(await stage.kill('SIGTERM')).toBe(0);
        expect(Date.now() - began).toBeLessThan(15_000);
      } finally {
        await stage.close();
      }
    },
  );
});

test('the App that runs turns a live item green, by what its operator allows', async () => {
  await withHttps(
    (request, response) => void response.end(request.headers['x-probe'] === 'a secret of the operator' ? 'ok' : 'who are you?'),
    async ({ url, port }) => {
      const stage = await openStage({
        store: 'embedded',
        env: {
          GONOGO_PRIVATE_HOSTS: 'shop-owner@127.0.0.1',
          GONOGO_SECRET_PROBE: 'a secret of the operator',
          GONOGO_LEND_SECRETS: `PROBE=shop-owner@127.0.0.1:${port}`,
        },
      });
      try {
        const files = asks(url);
        const secret = 'source: { secretHeaders: [{ name: x-probe, secret: PROBE }] }';
        const checklist = files['.github/release.yml'].replaceAll(/source: \{.*?\}/g, secret);
        const one = setIn(stage, 'shop-owner', { ...files, '.github/release.yml': checklist });
        const two = setIn(stage, 'somebody-else', { ...files, '.github/release.yml': checklist });
        const [mine, theirs] = [await one.open(), await two.open()];
        await one.says(mine, 'success');
        await two.says(theirs, 'failure');
        expect(stage.said.join('')).not.toContain('a secret of the operator');
      } finally {
        await stage.close();
      }
    },
  );
});
