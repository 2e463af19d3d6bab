import { PlatformError } from '../ports/faults.ts';
import type { FailedDelivery } from '../ports/platform.ts';
import type { Held } from '../ports/store.ts';
import type { Wanted } from '../ports/tasks.ts';
import { secondsAfter } from '../rhythm.ts';
import type { World } from '../world.ts';

/** The platform sends nothing again that is older. */
const redeliverableSeconds = 3 * 86_400;

/** Everything there is, from the top: what events did not tell is found on the way. */
export async function sweepApp(held: Held, world: World): Promise<void> {
  const now = world.now();
  const installations = await world.platform.installations();
  const wanted = installations.map(
    (installation): Wanted => ({ kind: 'installation', key: String(installation), installation, due: now, isBackground: true }),
  );
  await held.write((writes) => writes.want(wanted));
  for (const delivery of await world.platform.failedDeliveries(secondsAfter(now, -redeliverableSeconds))) {
    // oxlint-disable-next-line no-await-in-loop
    await held.confirm();
    // oxlint-disable-next-line no-await-in-loop
    await sendAgain(world, delivery);
  }
  await held.done(secondsAfter(now, world.rhythm.sweep));
}

/** One that GitHub does not send again keeps none of the others waiting. */
async function sendAgain({ platform, report }: World, { id, guid }: FailedDelivery): Promise<void> {
  try {
    await platform.redeliver(id);
    report({ level: 'info', event: 'delivery.again', about: guid });
  } catch (error) {
    if (!(error instanceof PlatformError) || error.fault.kind === 'limited') throw error;
    report({ level: 'warn', event: 'delivery.not-again', about: guid, because: error.message });
  }
}

export async function sweepInstallation(held: Held, world: World): Promise<void> {
  const installation = Number(held.key);
  const places = await world.platform.repositories(installation);
  const due = world.now();
  await held.write(async (writes) => {
    for (const place of places) {
      // oxlint-disable-next-line no-await-in-loop
      await writes.savePlace(place);
    }
    await writes.want(
      places.map(({ repoId }): Wanted => ({ kind: 'repository', key: String(repoId), installation, due, isBackground: true })),
    );
  });
  await held.done();
}
