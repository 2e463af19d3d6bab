import { addStatus } from '../../../src/sandbox/state/checks.ts';
import { enqueue } from '../../../src/sandbox/state/queue.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';

/** A queue before main that wants one check, and what it tells. */
export function withQueue(parameters: Readonly<Record<string, unknown>> = {}, check = 'ci') {
  const here = town();
  const { world, repo, person } = here;
  const pulls = ['one', 'two', 'three'].map((name) => here.pull(name));
  const required = { type: 'required_status_checks', parameters: { required_status_checks: [{ context: check }] } };
  const status = (sha: string, state: 'success' | 'failure' | 'pending') =>
    addStatus(world, repo, { sha, state, context: 'ci', description: null, targetUrl: null, creator: person('wil'), app: null });
  for (const { pull } of pulls) status(pull.headSha, 'success');
  const ruleset = addRuleset(world, repo, { rules: [required, { type: 'merge_queue', parameters }], sender: person('ada') });
  const heard: string[] = [];
  world.listeners.push(({ event, action, raw, about, sender }) => {
    if (event !== 'merge_group' && !['enqueued', 'dequeued', 'closed'].includes(action ?? '')) return;
    const of = about.pull_request?.number ?? about.merge_group?.entries.map(({ issue }) => issue.number).join('+');
    heard.push(
      [event, action, of, raw?.['reason'], sender.login === 'github-merge-queue[bot]' ? '' : sender.login].join(' ').trim(),
    );
  });
  const [one, two, three] = pulls;
  if (!one || !two || !three) throw new Error('no pull requests');
  const put = (pull: typeof one, jump = false) => enqueue(world, pull, { sender: person('wil'), jump });
  /** What was told since it was last asked. */
  const told = () => heard.splice(0);
  const heads = () => repo.groups.map(({ headSha }) => headSha);
  return { ...here, one, two, three, put, status, told, heads, ruleset };
}
