import { viewAccount } from '../../shown/people.ts';
import { instant } from '../../state/clock.ts';
import type { Comment } from '../../state/model.ts';
import { nodeId } from '../../state/node-id.ts';
import { refusal } from '../../state/refusal.ts';
import type { World } from '../../state/world.ts';
import { commentOf, found } from '../find.ts';
import { page } from '../pages.ts';
import { noContent, onRepo, type RepoCall, type Route, text } from '../route.ts';

type Reaction = Comment['reactions'][number];

function viewReaction(world: World, { id, user, content, createdAt }: Reaction) {
  return { id, node_id: nodeId('REA', id), user: viewAccount(world, user), content, created_at: instant(createdAt) };
}

/** One of each kind from each person: another is the same. */
function react({ world, account, body }: RepoCall, comment: Comment) {
  const content = text(body, 'content') ?? '+1';
  const there = comment.reactions.find((each) => each.user === account && each.content === content);
  const reaction = there ?? { id: world.nextId(), user: account, content, createdAt: world.clock.now() };
  if (!there) comment.reactions.push(reaction);
  return { status: there ? 200 : 201, body: viewReaction(world, reaction) };
}

function takeBack({ account, param }: RepoCall, { reactions }: Comment) {
  const reaction = found(reactions.find(({ id }) => id === Number(param('reaction_id'))));
  if (reaction.user !== account) throw refusal('role');
  reactions.splice(reactions.indexOf(reaction), 1);
  return noContent;
}

const either = (level: string) => [`issues:${level}`, `pull_requests:${level}`];
const at = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';

export const reactionRoutes: readonly Route[] = [
  onRepo(`GET ${at}`, { app: either('read'), role: 'read' }, (call) => {
    const kind = call.query.get('content');
    const items = commentOf(call).reactions.filter(({ content }) => kind === null || content === kind);
    return page(call, { items, view: (each) => viewReaction(call.world, each) });
  }),
  onRepo(`POST ${at}`, { app: either('write'), role: 'read' }, (call) => react(call, commentOf(call))),
  onRepo(`DELETE ${at}/{reaction_id}`, { app: either('write'), role: 'read' }, (call) => takeBack(call, commentOf(call))),
];
