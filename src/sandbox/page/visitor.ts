import type { Account } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** Who looks at the page, and what a click on a box sends. */
export interface Visitor {
  /** Nothing where nobody is signed in. */
  readonly account: Account | null;
  /** By position, or the whole body as the page shows it. */
  readonly ticks: 'position' | 'whole';
}

const lasting = 'Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000';

export function peopleOf(world: World): Account[] {
  return [...world.accounts.values()].filter(({ type }) => type === 'User');
}

/** By cookie; the first of the people who never said who they are. */
export function visitorOf(world: World, cookies: string | undefined): Visitor {
  const values = new Map(
    (cookies ?? '').split(';').map((pair): [string, string] => {
      const [name = '', value = ''] = pair.trim().split('=');
      return [name, value];
    }),
  );
  const you = values.get('sandbox_you');
  const people = peopleOf(world);
  const account = you === undefined ? people[0] : people.find(({ id }) => String(id) === you);
  return { account: account ?? null, ticks: values.get('sandbox_ticks') === 'whole' ? 'whole' : 'position' };
}

export function cookieOfPerson(account: Account | null): string {
  return `sandbox_you=${account?.id ?? 'nobody'}; ${lasting}`;
}

export function cookieOfTicks(ticks: Visitor['ticks']): string {
  return `sandbox_ticks=${ticks}; ${lasting}`;
}
