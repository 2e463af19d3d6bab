import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createListener } from '../../../src/doors/app/probot.ts';
import type { Delivery } from '../../../src/reconcile/ports/store.ts';
import { root } from '../../house/sources.ts';
import { privateKey } from './keys.ts';
import { nothing } from './memory.ts';

const identity = { appId: 7, privateKey, baseUrl: 'http://127.0.0.1:9' };

function delivery(guid: string, payload: object | string = { action: 'opened' }, event = 'pull_request'): Delivery {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { guid, event, receivedAt: '2027-01-02T03:04:05.000Z', payload: text };
}

describe('what Probot hears', () => {
  test('is handed on as it was stored, and its answer handed back', async () => {
    const seen: Delivery[] = [];
    const { hear } = await createListener(identity, (heard, payload) => {
      seen.push(heard);
      expect(payload).toEqual(JSON.parse(heard.payload));
      return { ...nothing, left: [{ installation: Number(heard.guid) }] };
    });
    const sent = [
      delivery('1'),
      delivery('2', { action: 'created', installation: { id: 12 } }, 'issue_comment'),
      delivery('3', { installation: { id: 12 } }, 'installation'),
      delivery('4', { action: 7 }, 'push'),
      delivery('5', {}, 'an_event_of_next_year'),
      delivery('6', {}, 'constructor'),
    ];
    const answers = await Promise.all(sent.map(hear));
    expect(answers.map(({ left }) => left)).toEqual(sent.map(({ guid }) => [{ installation: Number(guid) }]));
    expect(seen.toSorted((a, b) => a.guid.localeCompare(b.guid))).toEqual(sent);
  });

  test('what nobody can tell the meaning of is an error, and only that delivery is', async () => {
    const { hear } = await createListener(identity, ({ guid }) => {
      if (guid === 'odd') throw new RangeError('odd');
      return nothing;
    });
    const [odd, even, broken, list] = await Promise.allSettled([
      hear(delivery('odd')),
      hear(delivery('even')),
      hear(delivery('broken', '{')),
      hear(delivery('list', '[]')),
    ]);
    expect([odd, even, broken, list]).toMatchObject([
      { status: 'rejected', reason: { name: 'RangeError' } },
      { status: 'fulfilled', value: nothing },
      { status: 'rejected', reason: { name: 'SyntaxError' } },
      { status: 'rejected', reason: { name: 'TypeError' } },
    ]);
    expect(await hear(delivery('odd again'))).toBe(nothing);
  });
});

test('Probot itself says nothing, of payloads least of all', () => {
  const child = spawnSync(process.execPath, [join(root, '__tests__/doors/app/probot-child.ts')], { encoding: 'utf8' });
  expect([child.stdout, child.stderr, child.status]).toEqual(['', 'rejected\n', 0]);
});
