import type { CollectContext } from '../engine/contract.ts';
import { ProbeError } from './failure.ts';
import { type Walk, walkFrom } from './redirects.ts';
import { type Session, withSession } from './session.ts';

interface Wanted {
  readonly plain?: string;
  readonly paths?: readonly string[];
}

interface Seen {
  pages: {
    url: string;
    hops: { url: string; status: number; to: string }[];
    end: { url: string; is: string; status?: number; said?: string };
  }[];
}

/** Walks from each plain address to where it ends. */
export async function collectRedirects({ plain, paths }: Wanted, context: CollectContext): Promise<Seen> {
  return withSession(context, {}, async (session) => {
    const base = plainOf(plain, session);
    const urls = (paths ?? [base.pathname + base.search]).map((path) => new URL(path, base).href);
    const walks = await Promise.all(urls.map((url) => walkFrom(url, session)));
    await refuseDead(walks, session);
    return { pages: walks.map((walk, at) => ({ url: urls[at] ?? '', hops: [...walk.hops], end: endOf(walk) })) };
  });
}

/** The plain address that belongs to a target. */
export function plainOf(plain: string | undefined, { url }: Pick<Session, 'url'>): URL {
  const base = new URL(plain ?? url.href);
  if (plain === undefined && base.protocol === 'https:') {
    base.protocol = 'http:';
    base.port = '';
  }
  if (base.protocol === 'http:') return base;
  throw new ProbeError('address', 'The plain address does not begin with http://.', 'Correct `plain` in the source of the gate.');
}

/** A port that nobody listens at proves something only where the service itself is there. */
async function refuseDead(walks: readonly Walk[], session: Session): Promise<void> {
  const isDead = walks.some(({ hops, end }) => hops.length === 0 && end.is === 'refused');
  if (isDead) await session.ask({ url: session.url.href });
}

function endOf({ end }: Walk): Seen['pages'][number]['end'] {
  const { url, is } = end;
  return 'said' in end ? { url, is, said: end.said } : { url, is, status: end.status };
}
