// What waits at the door of an environment, what it waits for, and the buttons of those who may let it in.
import { atLeast, roleIn } from '../state/access.ts';
import { mayReview, reviewsOf, timeLeft, type Waiting, waitingIn } from '../state/protection.ts';
import type { DeploymentReview, Passage, Reviewer, WorkflowRun } from '../state/ship.ts';
import { checkMark } from './checks.ts';
import { html, type Markup, type Piece } from './html.ts';
import { addressOf, button, personLink, plural, why } from './pieces.ts';
import type { Bar } from './rights.ts';
import type { View } from './view.ts';

export function waitingPart(view: View, run: WorkflowRun): Piece {
  const waiting = waitingIn(view.world, run.repo, run);
  const reviews = reviewsOf(run);
  if (waiting.length + reviews.length === 0) return '';
  return html`${waiting.map((each) => door(view, each))}${reviews.length > 0 && html`<h2>Reviews</h2><ul class="rows">${reviews.map(reviewRow)}</ul>`}`;
}

function door(view: View, { passage, id }: Waiting): Markup {
  const { environment, run } = passage;
  const at = `${addressOf(run.repo)}/actions/runs/${run.id}/review`;
  const bar = barToReview(view, passage);
  const isAdmin = view.visitor.account !== null && atLeast(roleIn(view.world, run.repo, view.visitor.account), 'admin');
  const off = bar && !isAdmin && html` disabled`;
  return html`<section class="merge waiting" aria-label="${environment.name} waits"><h2>${environment.name} waits</h2>
<ul class="rows">${requirements(view, passage)}</ul>
<form method="post" action="${at}"><input type="hidden" name="environment" value="${environment.id}">
<label for="review-${id}">Comment</label><textarea id="review-${id}" name="comment" rows="2"${off}></textarea>
<div class="buttons">${button({ words: 'Approve and deploy', look: 'primary', name: 'act', value: 'approved', bar })} ${button({ words: 'Reject', look: 'danger', name: 'act', value: 'rejected', bar })}
${isAdmin && button({ words: 'Start all waiting, bypassing the rules', look: 'danger', name: 'act', value: 'force' })}</div>${why(bar)}</form></section>`;
}

function barToReview({ world, visitor }: View, passage: Passage): Bar | undefined {
  if (visitor.account === null)
    return { why: 'Nobody is signed in. Choose who you are at the top.', rule: 'needs-authentication' };
  if (passage.environment.reviewers.length === 0) return { why: 'No person is asked here.', rule: 'not-reviewer' };
  if (mayReview(world, passage, visitor.account)) return undefined;
  const self = passage.environment.preventSelfReview && passage.by === visitor.account;
  const reason = self ? 'started it, and may not let it in' : 'is none of its reviewers';
  return { why: `${visitor.account.login} ${reason}.`, rule: 'not-reviewer' };
}

/** Every rule of the environment, and whether it is met. */
export function requirements({ world }: View, passage: Passage): Markup[] {
  const { environment, answers, reviews } = passage;
  const line = (state: string, words: Piece) => html`<li><div>${checkMark(state)} ${words}</div></li>`;
  const left = timeLeft(world, passage);
  const said = reviews.map(({ state }) => state);
  const person = said.includes('rejected') ? 'failure' : said.includes('approved') ? 'success' : 'pending';
  const gates = [...environment.gates.values()].map((app) => {
    const answer = answers.get(app.id);
    const state = answer?.state === 'approved' ? 'success' : answer?.state === 'rejected' ? 'failure' : 'pending';
    const comments = answer?.comments.map((comment) => html`<p>${comment}</p>`);
    return line(state, html`${app.name} <span class="did">${answer?.state ?? 'has not answered'}</span>${comments}`);
  });
  return [
    ...(environment.waitTimer > 0
      ? [
          line(
            left > 0 ? 'pending' : 'success',
            `Waits ${plural(environment.waitTimer, 'minute')}${left > 0 ? `, ${plural(Math.ceil(left / 60_000), 'more', 'more')}` : ''}`,
          ),
        ]
      : []),
    ...(environment.reviewers.length > 0
      ? [line(person, html`Review by ${environment.reviewers.length > 1 && 'one of '}${environment.reviewers.map(named)}`)]
      : []),
    ...gates,
  ];
}

function named(reviewer: Reviewer, at: number): Piece {
  const one =
    reviewer.type === 'User'
      ? personLink(reviewer.reviewer)
      : `${reviewer.reviewer.organization.account.login}/${reviewer.reviewer.slug}`;
  return [at > 0 && ', ', one];
}

function reviewRow({ by, state, comment, environments }: DeploymentReview): Markup {
  const names = environments.map(({ name }) => name).join(', ');
  return html`<li><div>${checkMark(state === 'approved' ? 'success' : 'failure')} ${personLink(by)} ${state} ${names}${comment !== '' && html`<p>${comment}</p>`}</div></li>`;
}
