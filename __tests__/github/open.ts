import type { ClientOptions } from '../../src/github/client/client.ts';
import { createMemory } from '../../src/github/client/memory.ts';
import { createPlatform, type PlatformOptions } from '../../src/github/platform.ts';
import type { Place } from '../../src/reconcile/ports/place.ts';
import type { CheckWish } from '../../src/reconcile/ports/platform.ts';
import type { PullAsk } from '../../src/reconcile/ports/snapshot.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { noLimits } from '../../src/sandbox/server/limits.ts';
import type { AppWish } from '../../src/sandbox/state/accounts.ts';
import type { Issue } from '../../src/sandbox/state/model.ts';
import { openTown } from '../sandbox/open-town.ts';

export interface Opened {
  readonly sandbox?: SandboxOptions;
  readonly app?: Partial<AppWish>;
  readonly client?: Partial<ClientOptions>;
  readonly issuer?: string;
}

/** A town with our room in front of it, whose pauses take no time. */
export async function openPlatform({ sandbox, app, client, issuer }: Opened = {}) {
  const town = await openTown({ limits: noLimits, ...sandbox }, app);
  const slept: number[] = [];
  const options: PlatformOptions = {
    ...(issuer !== undefined && { issuer }),
    baseUrl: town.sandbox.url,
    appId: town.gate.id,
    privateKey: town.gate.key.privatePem,
    shared: createMemory(),
    timeoutMs: 60_000,
    time: {
      chance: () => 0,
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
      },
    },
    ...client,
  };
  const place: Place = { installation: town.installation.id, repoId: town.repo.id, owner: 'acme', name: 'shop' };
  return { ...town, platform: createPlatform(options), options, place, slept };
}

export type Here = Awaited<ReturnType<typeof openPlatform>>;

export function askOf({ place }: Pick<Here, 'place'>, issue: Pick<Issue, 'number'>, boards: readonly string[] = []): PullAsk {
  return { place, number: issue.number, boards, checks: ['gonogo'] };
}

export function wishOf(sha: string, output: Partial<CheckWish['output']> & { readonly status?: 'completed' } = {}): CheckWish {
  return {
    sha,
    externalId: 'subject 1',
    output: {
      name: 'gonogo',
      status: 'completed',
      conclusion: 'failure',
      title: 'NO-GO: 1 failed',
      summary: 'One item failed.',
      text: 'More of it.',
      annotations: [],
      actions: [{ label: 'Check again', description: 'Look again', identifier: 'recheck' }],
      ...output,
    },
  };
}

/** The requests that reached the sandbox, without those that sign in. */
export function requests({ sandbox }: Pick<Here, 'sandbox'>, from = 0): string[] {
  return sandbox.journal
    .slice(from)
    .map(({ operation }) => operation)
    .filter((operation) => !operation.includes('/app'));
}
