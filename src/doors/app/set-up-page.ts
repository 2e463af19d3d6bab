import { events, permissions } from '../../github/manifest.ts';
import { escapeHtml } from '../../ground/text.ts';
import type { Manifest } from './manifest.ts';

interface Registering {
  readonly webUrl: string;
  /** Empty: an App of the one who registers it. */
  readonly organization: string;
  readonly manifest: Manifest;
  readonly state: string;
}

export function startPage(): string {
  return page(`<h1>Register the App</h1>
<p>Nothing is registered before you say so on GitHub itself. This page is on your machine and for you alone.</p>
<form action="/register">
<p><label>Where GitHub can reach this App <input name="address" type="url" required placeholder="https://gonogo.example.com" size="40"></label></p>
<p><label>Organization, or nothing for an App of your own <input name="organization" size="30"></label></p>
<p><button>Go on</button></p>
</form>`);
}

export function registerPage({ webUrl, organization, manifest, state }: Registering): string {
  const owner = organization.trim() === '' ? '' : `/organizations/${encodeURIComponent(organization.trim())}`;
  const action = `${webUrl}${owner}/settings/apps/new?state=${state}`;
  const rows = permissions.map(({ name, level, why }) => `<tr><td>${name}<td>${level}<td>${escapeHtml(why)}`);
  const heard = events.map(({ name, why }) => `<tr><td>${name}<td>${escapeHtml(why)}`);
  return page(`<h1>What it asks for</h1>
<table><tr><th>Permission<th>Access<th>Why
${rows.join('\n')}</table>
<table><tr><th>Event<th>What for
${heard.join('\n')}</table>
<form action="${escapeHtml(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(JSON.stringify(manifest))}">
<p><button>Register it on GitHub</button></p>
</form>`);
}

export function donePage(appUrl: string): string {
  const install = appUrl.startsWith('https://') ? `<p><a href="${escapeHtml(appUrl)}/installations/new">Install it</a></p>` : '';
  return page(`<h1>The App is registered</h1>
<p>Its credentials are in <code>.env</code>. Start it again with <code>npm run app</code>.</p>
${install}`);
}

export function wrongPage(what: string): string {
  return page(`<h1>That did not work</h1>\n<p>${escapeHtml(what)}</p>`);
}

/** An address that GitHub can send to, without a slash at its end. */
export function publicAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return undefined;
  return url.href.replace(/\/+$/, '');
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gonogo: register the App</title>
<style>body{font:1rem/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.2rem .8rem .2rem 0}</style>
${body}
</html>
`;
}
