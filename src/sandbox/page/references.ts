import MarkdownIt, { type Token } from 'markdown-it';
import { isPull } from '../state/issues.ts';
import type { Repo } from '../state/model.ts';
import { fullName } from '../state/repositories.ts';
import type { World } from '../state/world.ts';

const { Token: TokenOf } = new new MarkdownIt().core.State('', new MarkdownIt(), {});

export function newToken(type: string, content = ''): Token {
  return Object.assign(new TokenOf(type, '', 0), { content });
}

interface Place {
  readonly world: World;
  readonly repo: Repo;
}

const reference = /(?<![\w`/@&#])(?:@(?<login>[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\[bot\])?)|#(?<number>\d{1,9}))(?![\w-])/gi;

/** `@somebody` and a number of an issue become links where there is such a one, outside code and other links. */
export function withReferences(tokens: readonly Token[], place: Place): Token[] {
  let links = 0;
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') links += 1;
    if (token.type === 'link_close') links -= 1;
    return token.type === 'text' && links === 0 ? linked(token, place) : [token];
  });
}

function linked(token: Token, place: Place): Token[] {
  const pieces: Token[] = [];
  let done = 0;
  for (const match of token.content.matchAll(reference)) {
    const { login, number } = match.groups ?? {};
    const address = login === undefined ? addressOfNumber(place, Number(number)) : addressOfPerson(place, login);
    if (address === undefined) continue;
    pieces.push(newToken('text', token.content.slice(done, match.index)), ...link(match[0], address));
    done = match.index + match[0].length;
  }
  return done === 0 ? [token] : [...pieces, newToken('text', token.content.slice(done))];
}

function addressOfPerson({ world }: Place, login: string): string | undefined {
  const account = world.logins.get(login.toLowerCase());
  return account && `/${encodeURIComponent(account.login)}`;
}

function addressOfNumber({ repo }: Place, number: number): string | undefined {
  const issue = repo.issues.get(number);
  return issue && `/${fullName(repo)}/${isPull(issue) ? 'pull' : 'issues'}/${number}`;
}

function link(words: string, address: string): Token[] {
  const open = Object.assign(new TokenOf('link_open', 'a', 1), { attrs: [['href', address]] });
  return [open, newToken('text', words), new TokenOf('link_close', 'a', -1)];
}
