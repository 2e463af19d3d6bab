import type { Shared, SignIn } from '../../reconcile/ports/shared.ts';

export interface SignIns {
  readonly token: (installation: number) => Promise<string>;
  /** Another one than this, which was refused. */
  readonly renew: (installation: number, refused: string) => Promise<string>;
}

const early = 5 * 60_000;

/** One token for each installation: fetched once however many ask at the same time, and shared with the other replicas. */
export function createSignIns(from: {
  readonly shared: Shared;
  readonly fetchToken: (installation: number) => Promise<SignIn>;
  /** The platform's time, in milliseconds. */
  readonly now: () => number;
}): SignIns {
  const own = new Map<number, SignIn>();
  const asked = new Map<string, Promise<SignIn>>();
  const isGood = (signIn: SignIn | undefined, refused?: string): signIn is SignIn =>
    signIn !== undefined && signIn.token !== refused && Date.parse(signIn.expiresAt) - early > from.now();

  const obtain = async (installation: number, refused?: string): Promise<SignIn> => {
    const shared = await from.shared.token(installation);
    if (isGood(shared, refused)) return shared;
    const fresh = await from.fetchToken(installation);
    await from.shared.keepToken(installation, fresh);
    return fresh;
  };
  const obtainOnce = async (installation: number, refused?: string): Promise<string> => {
    const known = own.get(installation);
    if (isGood(known, refused)) return known.token;
    const key = `${installation} ${refused ?? ''}`;
    const running = asked.get(key) ?? obtain(installation, refused).finally(() => asked.delete(key));
    asked.set(key, running);
    const signIn = await running;
    own.set(installation, signIn);
    return signIn.token;
  };
  return { token: (installation) => obtainOnce(installation), renew: obtainOnce };
}
