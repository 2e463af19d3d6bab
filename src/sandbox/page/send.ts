// Which act a form asks for.
import { isPull } from '../state/issues.ts';
import { refusal } from '../state/refusal.ts';
import { field, forget, onComment, onIssue, onRepo, pressed, type Sent } from './acts.ts';
import { issueAt, partsOf, repoAt } from './look.ts';
import { onPull } from './pull-acts.ts';
import { newRelease, shipAct } from './ship-acts.ts';
import type { View } from './view.ts';
import { cookieOfPerson, cookieOfTicks, peopleOf } from './visitor.ts';

export interface Done {
  readonly location: string;
  readonly cookie?: string;
}

const threeDays = 3 * 24 * 3_600_000;

export function act(view: View, form: URLSearchParams): Done {
  const sent: Sent = { world: view.world, visitor: view.visitor, form };
  const parts = partsOf(view.url);
  return parts[0] === '-' ? onSandbox(view, sent, parts) : { location: inRepo(view, sent, parts) };
}

function inRepo(view: View, sent: Sent, parts: readonly string[]): string {
  const repo = repoAt(view, parts);
  const [, , kind = '', name, deed = ''] = parts;
  if (name === undefined) return kind === 'releases' ? newRelease(sent, repo) : found(pick(onRepo, kind))(sent, repo);
  const shipped = shipAct(sent, repo, parts);
  if (shipped !== undefined) return shipped;
  if (kind === 'edits') return forget(sent, repo, Number(name));
  if (kind === 'comments') {
    const comment = view.world.comments.get(Number(name));
    return found(pick(onComment, deed))(sent, found(comment?.issue.repo === repo ? comment : undefined));
  }
  if (kind === 'runs') {
    const run = view.world.runs.get(Number(name));
    return pressed(sent, found(run?.suite.repo === repo ? run : undefined));
  }
  if (kind !== 'pull' && kind !== 'issues') throw refusal('not-found');
  const issue = issueAt(repo, name);
  const special = isPull(issue) ? pick(onPull, deed) : undefined;
  return isPull(issue) && special ? special(sent, issue) : found(pick(onIssue, deed))(sent, issue);
}

function onSandbox({ guide }: View, sent: Sent, [, kind, name]: readonly string[]): Done {
  const location = localPath(field(sent, 'back'));
  if (kind === 'you') {
    const login = field(sent, 'login');
    const account = peopleOf(sent.world).find((each) => each.login === login);
    if (account === undefined && login !== '') throw refusal('not-found');
    return { location, cookie: cookieOfPerson(account ?? null) };
  }
  if (kind === 'guide') {
    if (guide?.press(field(sent, 'button')) !== true) throw refusal('not-found');
    return { location: '/' };
  }
  if (kind === 'ticks') return { location, cookie: cookieOfTicks(field(sent, 'ticks') === 'whole' ? 'whole' : 'position') };
  const delivery = kind === 'deliveries' ? found(sent.world.deliveries.get(Number(name))) : undefined;
  if (delivery === undefined) throw refusal('not-found');
  if (sent.world.clock.now() - delivery.deliveredAt > threeDays) throw refusal('redelivery');
  for (const again of sent.world.redelivering) again(delivery);
  return { location: '/-/timeline' };
}

/** Only a path of this site: `//other` and `/\other` would lead elsewhere. */
function localPath(back: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/';
}

function pick<T>(all: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(all, name) ? all[name] : undefined;
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw refusal('not-found');
  return thing;
}
