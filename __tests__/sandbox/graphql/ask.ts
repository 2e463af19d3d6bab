import { graphqlRoutes } from '../../../src/sandbox/graphql/execute.ts';
import type { Grant } from '../../../src/sandbox/state/who.ts';
import type { Town } from '../town.ts';

export interface Answered {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly type?: string; readonly message: string; readonly path?: readonly string[] }[];
}

/** Asks without a server, as one of the people or as the App with these permissions. */
export function asker(town: Town, as: string | Readonly<Record<string, 'read' | 'write'>> = 'rea') {
  const grant: Grant =
    typeof as === 'string'
      ? { kind: 'user', account: town.person(as), expiresAt: null }
      : { kind: 'installation', installation: town.installation, permissions: as, repositories: 'all', expiresAt: 0 };
  return (query: string, variables: object = {}): Answered => {
    const [route] = graphqlRoutes;
    const answer = route?.answer({
      world: town.world,
      caller: { kind: 'token', token: 't', grant },
      method: 'POST',
      param: () => '',
      query: new URLSearchParams(),
      body: { query, variables },
      accept: '',
      url: new URL('http://h/graphql'),
      left: () => ({ limit: 5000, used: 7, remaining: 4993, reset: 60 }),
    });
    return JSON.parse(JSON.stringify(answer?.body)) as Answered;
  };
}

/** Inside of the repository that everybody here knows. */
export function inShop(fields: string): string {
  return `{ repository(owner: "acme", name: "shop") { ${fields} } }`;
}

export function shop({ data }: Answered): unknown {
  return data?.['repository'];
}
