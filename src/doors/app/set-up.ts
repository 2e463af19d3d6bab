import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '../../ground/problem.ts';
import { saveToEnv } from './env-file.ts';
import { webhookPath } from './ingress.ts';
import { manifestFor } from './manifest.ts';
import { type Registered, registered } from './registered.ts';
import { donePage, publicAddress, registerPage, startPage, wrongPage } from './set-up-page.ts';

export interface SetUpParts {
  readonly apiUrl: string;
  readonly port: number;
  /** Where the credentials go. */
  readonly envFile: string;
  readonly say: (text: string) => void;
}

/** This machine only: whoever reaches the page decides whose App this becomes. */
const host = '127.0.0.1';

type Page = readonly [status: number, html: string];

/** Helps to register an App, and resolves once its credentials are in the file. */
export async function setUp({ apiUrl, port, envFile, say }: SetUpParts): Promise<void> {
  // GitHub hands it back: without it another page could lead a browser here with an App of its own.
  const state = randomBytes(24).toString('hex');
  const done = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void give(request, response);
  });
  server.listen(port, host);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', () => reject(taken(port)));
  });
  const address = `http://${host}:${portOf(server.address())}`;

  const finish = async (code: string): Promise<Page> => {
    const app: Registered = await registered(apiUrl, code);
    saveToEnv(envFile, { APP_ID: String(app.id), PRIVATE_KEY: app.pem, WEBHOOK_SECRET: app.secret });
    done.resolve();
    return [200, donePage(app.url)];
  };

  const give = async (request: IncomingMessage, response: ServerResponse) => {
    const [status, html] = await answer(request);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-frame-options': 'DENY' };
    response.writeHead(status, headers).end(html);
  };

  const answer = async (request: IncomingMessage): Promise<Page> => {
    // A name that only leads here, from somewhere else.
    if (`http://${request.headers.host}` !== address) return [403, wrongPage(`Open ${address}/ itself.`)];
    const { pathname, searchParams } = new URL(request.url ?? '/', address);
    if (request.method !== 'GET') return [405, wrongPage('This page is only read.')];
    if (pathname === '/') return [200, startPage()];
    if (pathname === '/register') {
      const hook = publicAddress(searchParams.get('address') ?? '');
      if (hook === undefined) return [400, wrongPage('The address is no https address of a server. Go back and mend it.')];
      const manifest = {
        ...manifestFor(hook),
        hook_attributes: { url: `${hook}${webhookPath}`, active: true },
        redirect_url: `${address}/registered`,
      };
      return [
        200,
        registerPage({ webUrl: webUrlOf(apiUrl), organization: searchParams.get('organization') ?? '', manifest, state }),
      ];
    }
    if (pathname !== '/registered') return [404, wrongPage('There is nothing here.')];
    if (searchParams.get('state') !== state) return [403, wrongPage(`This did not begin here. Begin at ${address}/.`)];
    return finish(searchParams.get('code') ?? '').catch((error: unknown): Page => {
      const message = error instanceof ProblemError ? error.message : 'The credentials could not be written.';
      return [502, wrongPage(`${message} Begin again at ${address}/.`)];
    });
  };

  say(`There is no App in the environment yet. Register one: open ${address}/\n`);
  say(`By hand: docs/app.md says how, and app.yml what it may do. Then set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET.\n`);
  await done.promise;
  say(`The App is registered, and its credentials are in ${envFile}. Install it where you want it, then start again.\n`);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** Where people are, from where programs are. */
function webUrlOf(apiUrl: string): string {
  const { origin } = new URL(apiUrl);
  return origin === 'https://api.github.com' ? 'https://github.com' : origin;
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function taken(port: number): ProblemError {
  return new ProblemError({
    code: 'app.listen',
    path: 'PORT',
    message: `cannot listen on ${host}:${port}`,
    remedy: 'Set PORT to a free port.',
  });
}
