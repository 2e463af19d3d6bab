// Small parts that many pages show.
import { instant } from '../state/clock.ts';
import type { Issue, Label, Repo } from '../state/model.ts';
import { fullName } from '../state/repositories.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { html, type Markup, type Piece } from './html.ts';
import type { Bar } from './rights.ts';

export function addressOf(repo: Repo): string {
  return `/${fullName(repo)}`;
}

export function addressOfIssue({ repo, pull, number }: Issue): string {
  return `${addressOf(repo)}/${pull ? 'pull' : 'issues'}/${number}`;
}

export function personLink({ login }: Account): Markup {
  return html`<a class="person" href="/${encodeURIComponent(login)}">${login}</a>`;
}

/** Nobody here has a picture: a letter on a colour of their own. */
export function avatar({ id, login, type }: Account): Markup {
  const letter = String.fromCodePoint(login.codePointAt(0) ?? 63).toUpperCase();
  const corner = type === 'User' ? 16 : 6;
  return html`<svg class="avatar" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><rect width="32" height="32" rx="${corner}" fill="hsl(${(id * 67) % 360} 45% 38%)"/><text x="16" y="22" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

export function when(world: World, at: number): Markup {
  const ago = world.clock.now() - at;
  const count = (size: number, unit: string) => {
    const number = Math.floor(ago / size);
    return `${number} ${unit}${number === 1 ? '' : 's'} ago`;
  };
  const exact = instant(at);
  const words =
    ago < minute ? 'just now' : ago < hour ? count(minute, 'minute') : ago < day ? count(hour, 'hour') : count(day, 'day');
  return html`<time datetime="${exact}" title="${exact}">${ago < 30 * day ? words : exact.slice(0, 10)}</time>`;
}

/** The colour is a dot, so that the words can be read on every ground. */
export function labelMark({ name, color }: Label): Markup {
  const fill = /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : '#ededed';
  return html`<span class="label"><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="4.5" fill="${fill}"/></svg>${name}</span>`;
}

export function stateOf({ state, pull }: Issue): 'open' | 'closed' | 'merged' | 'draft' {
  if (pull?.mergedAt) return 'merged';
  return state === 'open' && pull?.draft ? 'draft' : state;
}

export function stateMark(issue: Issue): Markup {
  const state = stateOf(issue);
  return html`<span class="state ${state}">${state[0]?.toUpperCase()}${state.slice(1)}</span>`;
}

/** The reason in words, where somebody would otherwise press in vain. */
export function why(bar: Bar | undefined): Piece {
  return bar && html`<p class="why">${bar.why}</p>`;
}

export interface Button {
  readonly words: string;
  readonly bar?: Bar | undefined;
  readonly name?: string;
  readonly value?: string;
  readonly look?: 'primary' | 'danger';
  readonly title?: string;
}

export function button({ words, bar, name, value = '', look, title }: Button): Markup {
  const hint = bar?.why ?? title;
  return html`<button type="submit" class="btn ${look}"${name !== undefined && html` name="${name}" value="${value}"`}${hint !== undefined && html` title="${hint}"`}${bar && html` disabled`}>${words}</button>`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Links to the pages before and after. */
export function pager(url: URL, { page, pages }: { readonly page: number; readonly pages: number }): Piece {
  if (pages <= 1) return '';
  const to = (number: number, words: string, rel: string) => {
    if (number < 1 || number > pages) return html`<span class="btn" aria-disabled="true">${words}</span>`;
    const query = new URLSearchParams(url.searchParams);
    query.set('page', String(number));
    return html`<a class="btn" rel="${rel}" href="?${query.toString()}">${words}</a>`;
  };
  return html`<nav class="pager" aria-label="Pages">${to(page - 1, 'Newer', 'prev')} <span>Page ${page} of ${pages}</span> ${to(page + 1, 'Older', 'next')}</nav>`;
}

export interface Sliced<T> {
  readonly shown: readonly T[];
  readonly page: number;
  readonly pages: number;
}

export function slice<T>(url: URL, items: readonly T[], size = 25): Sliced<T> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const asked = Number(url.searchParams.get('page') ?? 1);
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  return { shown: items.slice((page - 1) * size, page * size), page, pages };
}
