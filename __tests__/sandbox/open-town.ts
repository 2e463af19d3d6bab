import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type AppWish, addToken } from '../../src/sandbox/state/accounts.ts';
import { settle } from './town.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export async function openTown(options: SandboxOptions = {}, app: Partial<AppWish> = {}) {
  const sandbox = await startSandbox(options);
  const settled = settle(sandbox.world, app);
  const client = (auth?: string) => new Octokit({ baseUrl: sandbox.url, log: quiet, ...(auth !== undefined && { auth }) });
  return {
    ...settled,
    sandbox,
    /** Fails when the sandbox itself broke a description. */
    close: async () => {
      await sandbox.close();
      if (sandbox.breaches.length > 0) throw new Error(sandbox.breaches.join('\n'));
    },
    client,
    /** As one of the people. */
    as: (login: string) => client(addToken(sandbox.world, { kind: 'user', account: settled.person(login), expiresAt: null })),
    /** As the App itself, by its key. */
    app: appClient(sandbox, { id: settled.gate.id, key: settled.gate.key.privatePem }),
    /** As the App where it is installed, with a token that it fetches itself. */
    bot: appClient(sandbox, { id: settled.gate.id, key: settled.gate.key.privatePem, installation: settled.installation.id }),
  };
}

export function appClient(
  sandbox: Sandbox,
  { id, key, installation }: { id: number; key: string; installation?: number },
): Octokit {
  const auth = { appId: id, privateKey: key, ...(installation !== undefined && { installationId: installation }) };
  return new Octokit({ baseUrl: sandbox.url, authStrategy: createAppAuth, auth, log: quiet });
}

/** The status that a request fails with, and what it is told. */
export async function failure(request: Promise<unknown>): Promise<{ status: number; message: string; errors?: unknown }> {
  try {
    await request;
  } catch (error) {
    const { status, message, response } = error as {
      status: number;
      message: string;
      response?: { data?: { message?: string; errors?: unknown } };
    };
    const { data } = response ?? {};
    return { status, message: data?.message ?? message, ...(data?.errors !== undefined && { errors: data.errors }) };
  }
  return { status: 0, message: 'It did not fail.' };
}
