import { atLeast, roleIn } from '../state/access.ts';
import { accountOf } from '../state/accounts.ts';
import { requestAction } from '../state/checks.ts';
import { addComment, editComment } from '../state/issues.ts';
import { mergePull } from '../state/merging.ts';
import type { CheckRun, Comment, MergeMethod, PullRequest, Repo } from '../state/model.ts';
import { addReview, openPull, type PullWish, type ReviewWish } from '../state/pulls.ts';
import { commitFiles } from '../state/pushes.ts';
import { dequeue, enqueue } from '../state/queue.ts';
import { queueRuleOf } from '../state/queue-rule.ts';
import { refusal } from '../state/refusal.ts';
import { type Rerun, rerun } from '../state/reruns.ts';
import type { WorkflowRun } from '../state/ship.ts';
import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';
import { flip, positionOf } from './boxes.ts';
import { type Shipping, shippingOf } from './shipping.ts';

/** A page that somebody has open: it shows what was there when it was opened, and sends back the whole of it. */
export interface Tab {
  readonly tick: (item: string) => Promise<void>;
  readonly untick: (item: string) => Promise<void>;
}

/** What a person does with the mouse, and nothing that they may not. Each ends when every App has heard of it. */
export interface Person extends Shipping {
  readonly account: Account;
  /** Flips the box of an item, named by the comment behind it, on the body as it is now. */
  readonly tick: (pull: PullRequest, item: string) => Promise<void>;
  readonly untick: (pull: PullRequest, item: string) => Promise<void>;
  readonly openTab: (pull: PullRequest, item: string) => Tab;
  readonly edit: (comment: Comment, body: string) => Promise<void>;
  readonly say: (pull: PullRequest, body: string) => Promise<Comment>;
  readonly push: (repo: Repo, branch: string, files: Readonly<Record<string, string | null>>) => Promise<string>;
  readonly open: (repo: Repo, wish: Omit<PullWish, 'author' | 'head'> & { readonly head: string }) => Promise<PullRequest>;
  readonly review: (pull: PullRequest, state: ReviewWish['state'], body?: string) => Promise<void>;
  readonly press: (run: CheckRun, button: string) => Promise<void>;
  /** The button: nothing comes of it yet where it puts the pull request into a queue. */
  readonly merge: (pull: PullRequest, method?: MergeMethod) => Promise<string | null>;
  readonly enqueue: (pull: PullRequest) => Promise<void>;
  readonly dequeue: (pull: PullRequest) => Promise<void>;
  readonly rerun: (run: WorkflowRun, jobs?: Rerun['jobs']) => Promise<void>;
}

interface Stage {
  readonly world: World;
  readonly settled: () => Promise<void>;
}

export function personIn({ world, settled }: Stage, login: string): Person {
  const account = accountOf(world, login);
  const done = async <T>(value: T): Promise<T> => {
    await settled();
    return value;
  };
  const need = (repo: Repo, role: 'read' | 'write') => {
    if (!atLeast(roleIn(world, repo, account), role)) throw refusal(role === 'read' ? 'not-found' : 'role');
  };
  const edit = async (comment: Comment, body: string) => {
    if (comment.author !== account) need(comment.issue.repo, 'write');
    editComment(world, comment, { body, sender: account });
    await settled();
  };
  const set = async (pull: PullRequest, item: string, checked: boolean) => {
    const comment = boardWith(pull, item);
    await edit(comment, flipped(comment.body, item, checked));
  };
  return {
    ...shippingOf({ world, settled }, account),
    account,
    tick: (pull, item) => set(pull, item, true),
    untick: (pull, item) => set(pull, item, false),
    openTab: (pull, item) => {
      const comment = boardWith(pull, item);
      const seen = comment.body;
      const send = (which: string, checked: boolean) => edit(comment, flipped(seen, which, checked));
      return { tick: (which) => send(which, true), untick: (which) => send(which, false) };
    },
    edit,
    say: async (pull, body) => {
      need(pull.repo, 'read');
      return await done(addComment(world, pull, { body, author: account }));
    },
    push: async (repo, branch, files) => {
      need(repo, 'write');
      return await done(
        commitFiles(world, repo, { author: account, message: `Change ${Object.keys(files).join(', ')}`, branch, files }),
      );
    },
    open: async (repo, wish) => {
      need(repo, 'read');
      return await done(openPull(world, repo, { ...wish, author: account, head: { repo, ref: wish.head } }));
    },
    review: async (pull, state, body) => {
      need(pull.repo, 'read');
      await done(addReview(world, pull, { author: account, state, ...(body !== undefined && { body }) }));
    },
    press: async (run, identifier) => {
      need(run.suite.repo, 'write');
      await done(requestAction(world, run, { identifier, sender: account }));
    },
    ...mergingActs({ world, account, need, done }),
  };
}

interface Acting {
  readonly world: World;
  readonly account: Account;
  readonly need: (repo: Repo, role: 'read' | 'write') => void;
  readonly done: <T>(value: T) => Promise<T>;
}

function mergingActs({ world, account, need, done }: Acting): Pick<Person, 'merge' | 'enqueue' | 'dequeue' | 'rerun'> {
  return {
    merge: async (pull, method = 'merge') => {
      need(pull.repo, 'write');
      if (queueRuleOf(pull.repo, pull.pull.baseRef) === undefined) {
        return await done(mergePull(world, pull, { sender: account, method }));
      }
      await done(enqueue(world, pull, { sender: account }));
      return pull.pull.mergeSha;
    },
    enqueue: async (pull) => {
      need(pull.repo, 'write');
      await done(enqueue(world, pull, { sender: account }));
    },
    dequeue: async (pull) => {
      need(pull.repo, 'write');
      await done(dequeue(world, pull, account));
    },
    rerun: async (run, jobs = 'all') => {
      need(run.repo, 'write');
      await done(rerun(world, run, { by: account, jobs }));
    },
  };
}

/** The comment with the box of an item: one that an App wrote and that is not hidden, else any. */
function boardWith(pull: PullRequest, item: string): Comment {
  const all = [...pull.comments.values()].filter(({ body }) => positionOf(body, item) !== undefined);
  const shown = all.filter(({ minimized }) => minimized === null);
  const board = shown.find(({ author }) => author.type === 'Bot') ?? shown[0] ?? all[0];
  if (board === undefined) throw new Error(`No comment of pull request ${pull.number} has a box of ${item}.`);
  return board;
}

function flipped(body: string, item: string, checked: boolean): string {
  const position = positionOf(body, item);
  if (position === undefined) throw new Error(`The page shows no box of ${item}.`);
  return flip(body, position, checked);
}
