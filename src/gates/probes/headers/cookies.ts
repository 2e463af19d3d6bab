import { compilePattern } from '../../../ground/pattern.ts';
import type { CollectContext } from '../../engine/contract.ts';
import type { RequestFields } from '../../engine/request.ts';
import { valuesOf } from '../header-list.ts';
import { withSession } from '../session.ts';
import { readCookie } from './cookie.ts';
import { cookieFlaws, cookieRules } from './flaws-cookies.ts';

interface Wanted extends RequestFields {
  readonly pages?: readonly string[];
  readonly sessionCookies?: readonly string[];
}

interface Found {
  pages: { url: string; status: number; cookies: string[] }[];
  flaws: { id: string; title: string; severity: 'high' | 'medium' | 'low'; strict: boolean }[];
}

/** Every cookie of every answer on the way to each page. */
export async function collectCookies(wanted: Wanted, context: CollectContext): Promise<Found> {
  const rules = cookieRules(wanted.sessionCookies?.map((pattern) => compilePattern(pattern, 'i')));
  return withSession(context, wanted, async (session) => {
    const urls = (wanted.pages ?? [session.url.href]).map((page) => session.resolve(page));
    const answers = await Promise.all(urls.map((url) => session.follow({ url })));
    const seen = answers.map((answer, at) => {
      const lines = [...answer.hops, answer].flatMap(({ headers }) => valuesOf(headers, 'set-cookie'));
      const names = lines.map((line) => readCookie(line)?.name ?? '(no name)');
      const flaws = cookieFlaws(lines, rules, answer.url.startsWith('https:'));
      return { page: { url: urls[at] ?? answer.url, status: answer.status, cookies: names.slice(0, 200) }, flaws };
    });
    const flaws = seen
      .flatMap((each) => each.flaws)
      .map(({ presets, ...flaw }) => ({ ...flaw, strict: !presets.includes('owasp') }));
    return {
      pages: seen.map(({ page }) => page),
      flaws: [...new Map(flaws.map((flaw) => [flaw.id, flaw])).values()].slice(0, 500),
    };
  });
}
