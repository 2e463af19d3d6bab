import { nodeId } from '../state/node-id.ts';
import type { Account, App } from '../state/who.ts';
import type { World } from '../state/world.ts';

const prefixes = { User: 'U', Organization: 'O', Bot: 'BOT' };

/** GraphQL names a bot without the brackets that REST puts behind it. */
export function showAccount({ origin }: World, account: Account) {
  const { id, login, name, type } = account;
  const shown = type === 'Bot' ? login.replace(/\[bot\]$/, '') : login;
  const url = type === 'Bot' ? `${origin}/apps/${shown}` : `${origin}/${shown}`;
  return { __typename: type, id: nodeId(prefixes[type], id), databaseId: id, login: shown, name, url };
}

export function showApp({ id, name, slug }: App) {
  return { __typename: 'App', id: nodeId('A', id), databaseId: id, name, slug };
}
