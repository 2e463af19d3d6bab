import type { FailedDelivery, Platform } from '../reconcile/ports/platform.ts';
import { allPages } from './client/pages.ts';
import { anything, bigId, listOf, moment, shaped, text, whole } from './client/shape.ts';
import type { Link } from './link.ts';

const readDelivery = shaped({ id: bigId, guid: text, delivered_at: moment, status_code: whole });
const mostPages = 1000;

/** What GitHub could not bring us. It does not try again by itself, and keeps it for three days. */
export function createDeliveries(link: Link): Pick<Platform, 'failedDeliveries' | 'redeliver'> {
  return {
    failedDeliveries: async (since) => {
      const isBefore = ({ delivered_at: at }: { readonly delivered_at: string }) => Date.parse(at) < Date.parse(since);
      const ask = { route: 'GET /app/hook/deliveries', as: 'app' as const, read: listOf(readDelivery) };
      const all = await allPages(link.client, ask, { most: mostPages, isEnough: (page) => page.some(isBefore) });
      // The newest come first: the first of a guid is how it ended.
      const last = new Map<string, FailedDelivery | null>();
      for (const { id, guid, delivered_at: at, status_code: status } of all.filter((each) => !isBefore(each))) {
        if (!last.has(guid)) last.set(guid, status >= 200 && status < 300 ? null : { id, guid, at });
      }
      return [...last.values()].filter((each) => each !== null).toReversed();
    },
    redeliver: async (id) => {
      await link.client.ask({
        route: 'POST /app/hook/deliveries/{delivery_id}/attempts',
        parameters: { delivery_id: id },
        as: 'app',
        read: anything,
        write: { isRepeatable: true },
      });
    },
  };
}
