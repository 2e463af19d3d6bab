import { instant } from '../../state/clock.ts';
import type { Delivery } from '../../state/delivery.ts';
import { refusal } from '../../state/refusal.ts';
import { found } from '../find.ts';
import { clamp } from '../pages.ts';
import { type Call, ok, on, type Route } from '../route.ts';

const threeDays = 3 * 24 * 3_600_000;

function ownDeliveries({ world, caller }: Call): Delivery[] {
  const app = found(caller.kind === 'app' && caller.app);
  return [...world.deliveries.values()].filter((delivery) => delivery.app === app);
}

function viewItem(delivery: Delivery) {
  const { id, guid, deliveredAt, redelivery, durationMs, status, statusCode, event, action, installationId, repositoryId } =
    delivery;
  return {
    id,
    guid,
    delivered_at: instant(deliveredAt),
    redelivery,
    duration: Math.round(durationMs) / 1000,
    status,
    status_code: statusCode,
    event,
    action,
    installation_id: installationId,
    repository_id: repositoryId,
    throttled_at: null,
  };
}

function viewWhole(delivery: Delivery) {
  const { url, headers, payload, answer } = delivery;
  const response = { headers: answer?.headers ?? {}, payload: answer?.body ?? '' };
  return { ...viewItem(delivery), url, request: { headers, payload: JSON.parse(payload) }, response };
}

/** The newest first, a page to a cursor: there are no numbered pages here. */
function list(call: Call) {
  const { query, url } = call;
  const size = clamp(query.get('per_page'), 30, 100);
  const status = query.get('status');
  const all = ownDeliveries(call)
    .filter(({ statusCode }) => status === null || (statusCode >= 200 && statusCode < 400) === (status === 'success'))
    .toReversed();
  const cursor = query.get('cursor');
  const from = cursor === null ? 0 : all.findIndex(({ id }) => id <= Number(cursor.replace('v1_', '')));
  const rest = from === -1 ? [] : all.slice(from);
  const next = rest[size];
  const link = new URL(url);
  if (next) link.searchParams.set('cursor', `v1_${next.id}`);
  return { ...ok(rest.slice(0, size).map(viewItem)), ...(next && { headers: { link: `<${link.href}>; rel="next"` } }) };
}

function deliveryOf(call: Call): Delivery {
  return found(ownDeliveries(call).find(({ id }) => id === Number(call.param('delivery_id'))));
}

export const deliveryRoutes: readonly Route[] = [
  on('GET /app/hook/config', 'app', ({ caller }) => {
    const { hook } = found(caller.kind === 'app' && caller.app);
    return ok({ content_type: 'json', insecure_ssl: '0', ...(hook.url !== '' && { secret: '********', url: hook.url }) });
  }),
  on('GET /app/hook/deliveries', 'app', list),
  on('GET /app/hook/deliveries/{delivery_id}', 'app', (call) => ok(viewWhole(deliveryOf(call)))),
  on('POST /app/hook/deliveries/{delivery_id}/attempts', 'app', (call) => {
    const delivery = deliveryOf(call);
    if (call.world.clock.now() - delivery.deliveredAt > threeDays) throw refusal('redelivery');
    for (const again of call.world.redelivering) again(delivery);
    return { status: 202, body: {} };
  }),
];
