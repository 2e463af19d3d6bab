import type { Target } from '../../engine/contract.ts';
import type { TlsEvidence } from '../../rules/tls/evidence.ts';
import { socketPlace } from '../destination.ts';
import { newGuard } from '../resolve.ts';
import { collectTls } from './collect.ts';
import { type StartTls, startTlsKinds, startTlsPorts } from './starttls.ts';

export interface TargetWanted {
  readonly startTls?: StartTls;
  readonly port?: number;
  readonly name?: string;
  readonly protocols?: readonly string[];
}

/** Scans the host of a target. The policy names it, so it may stand in a private range where the policy says so. */
export async function collectTarget(wanted: TargetWanted, target: Target, signal: AbortSignal): Promise<TlsEvidence> {
  const { port, startTls = spokenBy(target.url), ...rest } = wanted;
  const usual = startTls === undefined ? 443 : startTlsPorts[startTls];
  const { host, port: named } = placeIn(target.url, usual);
  const ca = await target.ca?.();
  const bare = host.includes(':') ? `[${host}]` : host;
  return collectTls(
    { ...rest, host: `${bare}:${port ?? named}`, ...(startTls !== undefined && { startTls }) },
    {
      guard: newGuard({ privateHosts: target.private === true ? [host] : [], ifPrivate: target.ifPrivate }),
      signal,
      ...(ca !== undefined && { ca }),
    },
  );
}

/** `smtp://mail.example.com` says what is spoken there before TLS begins. */
function spokenBy(url: string): StartTls | undefined {
  const scheme = /^(?<scheme>[a-z\d]+):\/\//i.exec(url)?.groups?.['scheme']?.toLowerCase();
  const kind = scheme === 'postgresql' ? 'postgres' : scheme;
  return startTlsKinds.find((each) => each === kind);
}

/** The host of an address of the web, or a host alone; its port counts where it is written out. */
function placeIn(url: string, usual: number) {
  const written = /^[a-z][a-z\d+.-]*:\/\/(?<place>[^/?#]*)/i.exec(url)?.groups?.['place'] ?? url;
  return socketPlace(written, usual);
}
