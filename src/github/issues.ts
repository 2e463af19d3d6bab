import type { Issue, Platform } from '../reconcile/ports/platform.ts';
import { readUser } from './actor.ts';
import { unlessGone } from './client/ask.ts';
import { allPages } from './client/pages.ts';
import { listOf, mapped, oneOf, orNull, shaped, text, whole } from './client/shape.ts';
import { askRepo, type Link, ofRepo } from './link.ts';

const read = {
  number: whole,
  html_url: text,
  body: orNull(text),
  state: oneOf('open', 'closed'),
  state_reason: orNull(text),
};

interface Found {
  readonly number: number;
  readonly html_url: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly state_reason: string | null;
}

/** Who closed it is told only of one that is asked for alone. */
const readListed = mapped(shaped(read), (found): Issue => issueOf(found, null));
const readWhole = mapped(shaped({ ...read, closed_by: orNull(readUser) }), (found): Issue => issueOf(found, found.closed_by));

function issueOf({ number, html_url: url, body, state, state_reason: reason }: Found, closedBy: Issue['closedBy']): Issue {
  const is = state === 'open' ? 'open' : reason === 'completed' ? 'done' : 'dismissed';
  return { number, url, body: body ?? '', state: is, closedBy };
}

const mostPages = 20;

/** Follow-ups. */
export function createIssues(link: Link): Pick<Platform, 'issue' | 'ownIssues' | 'createIssue'> {
  return {
    issue: ({ place, number }) =>
      unlessGone(() =>
        askRepo(link, {
          place,
          route: 'GET /issues/{issue_number}',
          parameters: { issue_number: number },
          read: readWhole,
          isDoubted: true,
        }),
      ),
    ownIssues: async ({ place, marker }) => {
      const { login } = await link.me();
      const parameters = { state: 'all', creator: login };
      const ask = ofRepo({ place, route: 'GET /issues', parameters, read: listOf(readListed) });
      return (await allPages(link.client, ask, { most: mostPages })).filter(({ body }) => body.endsWith(marker));
    },
    createIssue: ({ place, title, body, confirm }) =>
      askRepo(link, {
        place,
        route: 'POST /issues',
        parameters: { title, body },
        read: readListed,
        write: { isRepeatable: false, makesContent: true, confirm },
      }),
  };
}
