import type { Permission } from '../../../github/manifest.ts';
import { events, permissions } from '../../../github/manifest.ts';
import type { Delivered, Granted, Installed, Standing } from '../../../github/standing.ts';
import type { Diagnosis } from '../../../views/diagnosis.ts';
import { when } from '../../../views/when.ts';
import { clocksAgree, told } from './told.ts';

const dayMs = 86_400_000;

/** What GitHub says of the App: whether it takes us for it, what it lets us do, and whether it reaches us. */
export async function lookAtPlatform(standing: Standing, now: () => number): Promise<Diagnosis[]> {
  const app = await told('credentials', standing.app);
  if (!('value' in app)) {
    const remedy = 'Compare APP_ID and the private key with the settings of the App, and see that GITHUB_API_URL can be reached.';
    return [{ ...app, remedy }];
  }
  const { slug, permissions: has, events: hears, time } = app.value;
  const [hook, installed] = await Promise.all([told('webhooks', standing.hook), told('installations', standing.installed)]);
  return [
    { is: 'well', about: 'credentials', what: `GitHub takes us for the App ${slug}` },
    clock(time, now()),
    ...missing('permissions', has),
    ...unheard(hears),
    ...('value' in hook ? webhooks(hook.value, now()) : [hook]),
    ...('value' in installed ? installations(installed.value, has) : [installed]),
  ];
}

function clock(time: number | null, now: number): Diagnosis {
  if (time === null) return { is: 'unsure', about: 'clock', what: 'GitHub did not say what time it is' };
  const off = Math.abs(now - time);
  if (off <= clocksAgree) return { is: 'well', about: 'clock', what: 'it agrees with that of GitHub' };
  const what = `it is ${Math.round(off / 1000)} seconds ${now > time ? 'ahead of' : 'behind'} that of GitHub`;
  return { is: 'ill', about: 'clock', what, remedy: 'Let the system set it (NTP): ends of waivers and deadlines follow it.' };
}

function lacks(has: Granted, { name, level }: Permission): boolean {
  return has[name] !== 'write' && has[name] !== level;
}

function missing(about: string, has: Granted): Diagnosis[] {
  const wanted = permissions.filter((permission) => lacks(has, permission));
  if (wanted.length === 0) return [{ is: 'well', about, what: `all ${permissions.length} are granted` }];
  return wanted.map(({ name, level, why, without }) => ({
    is: without === undefined ? 'ill' : 'unsure',
    about,
    what: `${name}: ${level} is not granted. ${without ?? why}`,
    remedy: 'Grant it in the settings of the App; every installation then has to accept it.',
  }));
}

function unheard(hears: readonly string[]): Diagnosis[] {
  const deaf = events.filter(({ name }) => !hears.includes(name));
  if (deaf.length === 0) return [{ is: 'well', about: 'events', what: `all ${events.length} are subscribed to` }];
  return deaf.map(({ name, why }) => ({
    is: 'ill',
    about: 'events',
    what: `${name} is not subscribed to. ${why}`,
    remedy: 'Tick it under "Subscribe to events" in the settings of the App.',
  }));
}

function webhooks(
  hook: { readonly url: string; readonly deliveries: readonly Delivered[] } | undefined,
  now: number,
): Diagnosis[] {
  const about = 'webhooks';
  if (hook === undefined || hook.url === '')
    return [
      {
        is: 'ill',
        about,
        what: 'the App has no address that they go to',
        remedy: 'Set the webhook URL in the settings of the App.',
      },
    ];
  const [newest] = hook.deliveries.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (newest === undefined) return [{ is: 'unsure', about, what: `none was sent to ${hook.url} in the last days` }];
  const last = `the last one (${newest.event}) went to ${hook.url} on ${when(newest.at)}`;
  if (!isTaken(newest))
    return [
      { is: 'ill', about, what: `${last}, and was answered with ${newest.status || 'nothing'}`, remedy: remedyFor(newest) },
    ];
  const failed = hook.deliveries.filter((each) => !isTaken(each) && now - Date.parse(each.at) < dayMs).length;
  const more = failed === 0 ? '' : `; ${failed} of the last ${hook.deliveries.length} failed, and are asked for again`;
  return [{ is: failed === 0 ? 'well' : 'unsure', about, what: `${last}, and was taken${more}` }];
}

function isTaken({ status }: Delivered): boolean {
  return status >= 200 && status < 300;
}

function remedyFor({ status }: Delivered): string {
  if (status === 401 || status === 403) return 'Set the same WEBHOOK_SECRET here and in the settings of the App.';
  return 'See that the App runs and that its address can be reached from GitHub.';
}

function installations(installed: readonly Installed[], has: Granted): Diagnosis[] {
  const about = 'installations';
  if (installed.length === 0)
    return [
      {
        is: 'ill',
        about,
        what: 'there is none',
        remedy: 'Install the App on an organisation or account, for the repositories it is to guard.',
      },
    ];
  return installed.map(({ account, isSuspended, permissions: own }) => {
    if (isSuspended)
      return {
        is: 'ill',
        about,
        what: `${account} has suspended it`,
        remedy: 'Its owner can lift that under Installed GitHub Apps.',
      };
    const pending = permissions.filter((permission) => lacks(own, permission) && !lacks(has, permission)).map(({ name }) => name);
    if (pending.length === 0) return { is: 'well', about, what: `${account} has it with all that the App asks for` };
    const remedy = 'An owner of the account accepts them under Installed GitHub Apps.';
    return { is: 'ill', about, what: `${account} has not accepted ${pending.join(', ')} yet`, remedy };
  });
}
