// The first page of the demo: what to do next, and a button for what only this machine can do.

import type { Guide } from '../../src/sandbox/page/guide.ts';
import { html, type Markup } from '../../src/sandbox/page/html.ts';
import { addressOfIssue } from '../../src/sandbox/page/pieces.ts';
import type { PullRequest } from '../../src/sandbox/state/model.ts';
import { people } from './repository.ts';
import type { Service } from './service.ts';

export interface Guided {
  readonly service: Service;
  /** Undefined until the repository is there. */
  readonly pull: () => PullRequest | undefined;
  /** One that is only observed. */
  readonly observed: () => PullRequest | undefined;
  readonly isReady: () => boolean;
}

export function createGuide({ service, pull, observed, isReady }: Guided): Guide {
  return {
    version: () => `${service.isMended()}${isReady()}`,
    press: (button) => {
      if (button === 'mend') service.mend(true);
      else if (button === 'spoil') service.mend(false);
      else return false;
      return true;
    },
    show: () => {
      const release = pull();
      if (release === undefined || !isReady()) return html`<h1>Gonogo</h1><p>The App is starting. This takes a few seconds.</p>`;
      return page(release, observed(), service);
    },
  };
}

function page(release: PullRequest, observed: PullRequest | undefined, service: Service): Markup {
  const address = addressOfIssue(release);
  const button = (name: string, words: string) =>
    html`<form method="post" action="/-/guide"><button type="submit" class="btn" name="button" value="${name}">${words}</button></form>`;
  const flaw = service.isMended()
    ? html`The service sends all its headers. ${button('spoil', 'Take them away again')}`
    : html`The service of this release sends no Content-Security-Policy and no HSTS, so that the item on headers is red. ${button('mend', 'Mend the service')}`;
  return html`<article class="markdown-body guide">
<h1>A release that waits for you</h1>
<p>Only GitHub is played here. The App, the Action that CI runs and the service that they ask are real. Choose who you are at the top right.</p>
<ol>
<li>Open <a href="${address}">${release.title}</a>. The comment with the checklist is there; CI runs, and what machines prove turns green or red. <a href="/harbour/lighthouse/actions">Its runs</a> have a summary each.</li>
<li>As <strong>ivo</strong>, write <code>/gonogo tick ops-1</code> in a comment: you may not, and are told so. As <strong>rafael</strong>, tick the boxes.</li>
<li>${flaw} Then ask for another look: as <strong>rafael</strong>, write <code>/gonogo recheck</code> in a comment.</li>
<li>As <strong>nora</strong>, who wrote it, tick the sign-off: it is set back, and the comment says why. As <strong>olga</strong>, tick it.</li>
<li>The check turns green: GO. Merge.</li>
</ol>
${observed && html`<p>A whole checklist that comes with Gonogo, the 56 items of <code>checklist: essentials</code>, is on <a href="${addressOfIssue(observed)}">the release of the ferry</a>. There it is only observed: it shows what it would say, and blocks nothing.</p>`}
<p>${people.map(([login, role, about]) => html`<strong>${login}</strong> (${role}) ${about}. `)}</p>
</article>`;
}
