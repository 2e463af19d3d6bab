import type { OwnComment, Platform } from '../reconcile/ports/platform.ts';
import { unlessGone } from './client/ask.ts';
import { allPages } from './client/pages.ts';
import { anything, bigId, listOf, mapped, orNull, shaped, text } from './client/shape.ts';
import { askRepo, type Link, ofRepo } from './link.ts';

const readComment = mapped(
  shaped({ id: bigId, node_id: text, html_url: text, body: text, user: orNull(shaped({ id: bigId })) }),
  ({ id, node_id: nodeId, html_url: url, body, user }) => ({
    author: user?.id ?? null,
    comment: { id, nodeId, url, body } satisfies OwnComment,
  }),
);

const mostPages = 100;

type Comments = Pick<Platform, 'createComment' | 'updateComment' | 'comment' | 'ownComments' | 'hideComment' | 'react'>;

/** Ours is what our own account wrote: what a comment says of itself proves nothing. */
export function createComments(link: Link): Comments {
  return { ...reading(link), ...writing(link), ...marking(link) };
}

function reading(link: Link): Pick<Platform, 'comment' | 'ownComments'> {
  return {
    comment: async ({ place, comment: id }) => {
      const me = await link.me();
      const found = await unlessGone(() =>
        askRepo(link, {
          place,
          route: 'GET /issues/comments/{comment_id}',
          parameters: { comment_id: id },
          read: readComment,
          isDoubted: true,
        }),
      );
      return found?.author === me.id ? found.comment : undefined;
    },
    ownComments: async ({ place, number }) => {
      const me = await link.me();
      const route = 'GET /issues/{issue_number}/comments';
      const ask = ofRepo({ place, route, parameters: { issue_number: number }, read: listOf(readComment) });
      const all = await allPages(link.client, ask, { most: mostPages });
      return all.filter(({ author }) => author === me.id).map(({ comment }) => comment);
    },
  };
}

function writing(link: Link): Pick<Platform, 'createComment' | 'updateComment'> {
  return {
    createComment: async ({ place, number, body, confirm }) => {
      const { comment } = await askRepo(link, {
        place,
        route: 'POST /issues/{issue_number}/comments',
        parameters: { issue_number: number, body },
        read: readComment,
        write: { isRepeatable: false, makesContent: true, confirm },
      });
      return comment;
    },
    updateComment: async ({ place, comment: id, body, confirm }) => {
      const { comment } = await askRepo(link, {
        place,
        route: 'PATCH /issues/comments/{comment_id}',
        parameters: { comment_id: id, body },
        read: readComment,
        write: { isRepeatable: true, confirm },
      });
      return comment;
    },
  };
}

function marking(link: Link): Pick<Platform, 'hideComment' | 'react'> {
  return {
    hideComment: async ({ place, nodeId, confirm }) => {
      await link.graphql({
        name: 'GonogoHide',
        query: `mutation GonogoHide($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }`,
        variables: { id: nodeId },
        installation: place.installation,
        subject: [['minimizeComment']],
        read: anything,
        write: { isRepeatable: true, confirm },
      });
    },
    react: async ({ place, comment, with: content, confirm }) => {
      await askRepo(link, {
        place,
        route: 'POST /issues/comments/{comment_id}/reactions',
        parameters: { comment_id: comment, content },
        read: anything,
        write: { isRepeatable: true, makesContent: true, confirm },
      });
    },
  };
}
