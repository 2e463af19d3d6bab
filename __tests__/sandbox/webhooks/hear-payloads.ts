import { openDescriptions } from '../../../src/sandbox/validate/descriptions.ts';
import { payloadOf } from '../../../src/sandbox/webhooks/payload.ts';
import type { Town } from '../town.ts';

/** All that would be sent from now on, by event and action, and where it does not fit GitHub's descriptions. */
export function hearPayloads({ world, installation }: Town) {
  const descriptions = openDescriptions();
  const sent = new Map<string, object[]>();
  const wrong: string[] = [];
  world.listeners.push((change) => {
    const payload: object = JSON.parse(JSON.stringify(payloadOf(world, change, installation)));
    const name = change.action === undefined ? change.event : `${change.event}.${change.action}`;
    sent.set(name, [...(sent.get(name) ?? []), payload]);
    const check = descriptions.payload(change.event, change.action);
    wrong.push(...(check?.(payload) ?? ['GitHub describes no such event']).map((sentence) => `${name}: ${sentence}`));
  });
  return { sent, wrong };
}
