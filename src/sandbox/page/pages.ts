import type { Reply } from '../server/outcome.ts';
import type { Entry, Request } from '../server/respond.ts';
import { Refusal } from '../state/refusal.ts';
import type { World } from '../state/world.ts';
import { type Asset, assetNamed } from './assets.ts';
import type { Guide } from './guide.ts';
import { errorPage } from './layout.ts';
import { look } from './look.ts';
import { act } from './send.ts';
import type { View } from './view.ts';
import { visitorOf } from './visitor.ts';

export interface Shown {
  readonly world: World;
  readonly journal: readonly Entry[];
  readonly guide?: Guide | undefined;
}

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const security = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Answers browsers; what is no page and asks for no HTML is left to the API. */
export function createPages({ world, journal, guide }: Shown): (request: Request) => Reply | undefined {
  let changes = 0;
  world.listeners.push(() => {
    changes += 1;
  });
  return (request) => {
    const url = new URL(request.target, `${world.origin}/`);
    const cookie = headerOf(request, 'cookie');
    const of = url.searchParams.get('of') ?? url.pathname;
    // The timeline also changes with what Apps ask and hear; for the other pages that is no news.
    const asked = of.startsWith('/-/') ? `${world.deliveries.size}.${journal.length}` : '';
    const version = `${changes}.${asked}${of === '/' && guide ? `.${guide.version()}` : ''}`;
    const view: View = { world, journal, url, version, visitor: visitorOf(world, cookie), guide };
    const own = url.pathname.startsWith('/-/');
    if (!own && request.method === 'GET' && !wantsHtml(request)) return undefined;
    if (!own && request.method !== 'GET' && !isForm(request)) return undefined;
    try {
      return request.method === 'GET' ? get(view) : post(view, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const errors =
        error.errors?.map(({ message, field = '', code }) => message ?? `${field}: ${code.replaceAll('_', ' ')}`) ?? [];
      return document(error.status, errorPage(view, { status: error.status, message: error.message, errors }));
    }
  };
}

function get(view: View): Reply {
  const name = view.url.pathname.slice('/-/'.length);
  const asset = view.url.pathname.startsWith('/-/') ? assetNamed(name) : undefined;
  if (asset) return assetReply(asset);
  if (name === 'version')
    return { status: 200, headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }, body: view.version };
  const found = look(view);
  return 'location' in found ? redirect(302, found.location) : document(200, found.page);
}

function post(view: View, request: Request): Reply {
  if (!isOwn(request)) throw new Refusal(403, 'Another site may not send forms here.');
  const { location, cookie } = act(view, new URLSearchParams(request.body.toString('utf8')));
  return redirect(303, location, cookie);
}

/** Browsers say where a form comes from. */
function isOwn(request: Request): boolean {
  const [site, origin, host] = ['sec-fetch-site', 'origin', 'host'].map((name) => headerOf(request, name));
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === `http://${host}`;
}

function wantsHtml(request: Request): boolean {
  return (headerOf(request, 'accept') ?? '').includes('text/html');
}

function isForm(request: Request): boolean {
  return (headerOf(request, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');
}

function headerOf({ headers }: Request, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join('; ') : value;
}

function document(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...security }, body };
}

function assetReply({ type, body }: Asset): Reply {
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'max-age=31536000, immutable', ...security }, body };
}

function redirect(status: number, location: string, cookie?: string): Reply {
  return { status, headers: { location, ...security, ...(cookie !== undefined && { 'set-cookie': cookie }) }, body: '' };
}
