import { shaped, text } from '../../github/client/shape.ts';
import type { Env } from './occasion.ts';
import { askService, type Patience, usual } from './service.ts';

/**
 * A token that GitHub signs, made out to this audience; undefined where the workflow did not allow that (`id-token: write`). `hide` keeps
 * it out of the log before anybody has it.
 */
export async function askToVouch(
  audience: string,
  { env, hide, patience = usual }: { env: Env; hide: (word: string) => void; patience?: Patience },
): Promise<string | undefined> {
  const [url, token] = [env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '', env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''];
  if (url === '' || token === '') return undefined;
  const address = new URL(url);
  address.searchParams.set('audience', audience);
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  const said = await askService({ url: address.href, method: 'GET', headers }, patience);
  const { value } = shaped({ value: text })(JSON.parse(said), '');
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) throw new Error('the answer is no token');
  hide(value);
  return value;
}
