import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TlsChain } from '../../rules/tls/evidence.ts';
import { type Sent, verifies } from './certificate.ts';
import type { Roots } from './roots.ts';

type Looked = Pick<TlsChain, 'order' | 'path' | 'extra' | 'sendsRoot' | 'trust' | 'hostname'>;

/** What can be said of a chain exactly as it was sent, each thing on its own: dates are not looked at here, nor do they hide anything. */
export function lookAtChain(sent: readonly Sent[], roots: Roots, name: string): Looked {
  const walk = bestPath(sent, roots);
  const path = continued(sent, walk.at);
  const leaf = sent[0]?.x509;
  return {
    path,
    extra: sent.map((_, at) => at).filter((at) => !path.includes(at)),
    // Each certificate directly certifies the one before it (RFC 5246, 7.4.2); what is not needed may only come behind.
    order: path.every((at, place) => at === place) ? 'right' : 'wrong',
    sendsRoot: sent.some(({ x509, facts }, at) => at > 0 && facts.isSelfSigned && roots.has(x509)),
    trust: trustOf(sent, walk),
    hostname: leaf !== undefined && namesServer(leaf, name) ? 'matches' : 'differs',
  };
}

interface Walk {
  /** Places in the chain as sent, from the server's own upwards. */
  readonly at: readonly number[];
  readonly endsIn: 'root' | 'self-signed' | 'nothing';
}

const longestPath = 12;
/** Chains that certify each other in circles must not be walked for ever. */
const mostSteps = 500;

/** The way from the server's own certificate to a root; the longest there is when none arrives. */
function bestPath(sent: readonly Sent[], roots: Roots): Walk {
  let best: Walk = { at: [0], endsIn: 'nothing' };
  let steps = 0;
  const walk = (at: readonly number[]): boolean => {
    steps += 1;
    const last = sent[at.at(-1) ?? 0];
    if (last === undefined) return false;
    const isAnchored = roots.has(last.x509) || roots.issuersOf(last.x509).some((root) => certifies(root, last.x509));
    if (isAnchored) {
      best = { at, endsIn: 'root' };
      return true;
    }
    const reached: Walk = { at, endsIn: last.facts.isSelfSigned ? 'self-signed' : 'nothing' };
    if (at.length > best.at.length || (at.length === best.at.length && reached.endsIn === 'self-signed')) best = reached;
    if (at.length >= longestPath || steps > mostSteps) return false;
    const next = sent.map((_, place) => place).filter((place) => !at.includes(place));
    return next.some((place) => canCertify(sent[place], last, at.length - 1) && walk([...at, place]));
  };
  walk([0]);
  return best;
}

function canCertify(issuer: Sent | undefined, subject: Sent, below: number): boolean {
  if (issuer === undefined || !certifies(issuer.x509, subject.x509)) return false;
  return issuer.pathLength === undefined || issuer.pathLength >= below;
}

function certifies(issuer: X509Certificate, subject: X509Certificate): boolean {
  return issuer.ca && subject.checkIssued(issuer) && verifies(subject, issuer);
}

/** A root that everybody has, or one that certifies it across, is needless but not foreign. */
function continued(sent: readonly Sent[], path: readonly number[]): number[] {
  const last = sent[path.at(-1) ?? 0];
  if (last === undefined || path.length >= longestPath) return [...path];
  const next = sent.findIndex((each, place) => !path.includes(place) && canCertify(each, last, path.length - 1));
  return next === -1 ? [...path] : continued(sent, [...path, next]);
}

function trustOf(sent: readonly Sent[], { at, endsIn }: Walk): TlsChain['trust'] {
  if (endsIn === 'root') return 'trusted';
  if (endsIn === 'nothing') return 'incomplete';
  const isOwn = at.length === 1 && sent[0]?.facts.isSelfSigned === true;
  return isOwn ? 'self-signed' : 'unknown-root';
}

/** By the names of the certificate only: browsers look at nothing else. */
export function namesServer(certificate: X509Certificate, name: string): boolean {
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined;
  return certificate.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined;
}
