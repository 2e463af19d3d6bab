import { X509Certificate } from 'node:crypto';
import { instantAt } from '../../../ground/instant.ts';
import { oneLine } from '../../../ground/text.ts';
import type { TlsCertificate } from '../../rules/tls/evidence.ts';
import { hex, MalformedError } from './bytes.ts';
import { type Der, must, oidText, partsOf, partWith, readDer, tags, timeOf } from './der.ts';
import { countTimestamps } from './messages.ts';
import { pssHashes, pssOid, signatureNames } from './signatures.ts';

/** A certificate as sent, with the object that can verify it. */
export interface Sent {
  readonly facts: TlsCertificate;
  readonly x509: X509Certificate;
  /** How many certificate authorities may stand below it; undefined where it does not say. */
  readonly pathLength?: number;
}

const oids = {
  basicConstraints: '2.5.29.19',
  authorityInfo: '1.3.6.1.5.5.7.1.1',
  extendedUsage: '2.5.29.37',
  timestamps: '1.3.6.1.4.1.11129.2.4.2',
  features: '1.3.6.1.5.5.7.1.24',
  responder: '1.3.6.1.5.5.7.48.1',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  anyUsage: '2.5.29.37.0',
} as const;

/** Whatever the parser below throws at what a stranger made, it is a certificate that cannot be read. */
export function readCertificate(der: Uint8Array): Sent {
  try {
    return read(der);
  } catch {
    throw new MalformedError('it sends a certificate that cannot be read');
  }
}

function read(der: Uint8Array): Sent {
  const x509 = new X509Certificate(der);
  const [body, algorithm] = partsOf(readDer(der));
  const parts = partsOf(must(body, 'body of the certificate'));
  const validity = partsOf(must(parts.filter(({ tag }) => tag === tags.sequence)[2], 'validity'));
  const extensions = extensionsOf(parts);
  const usages = extensions.get(oids.extendedUsage);
  const features = extensions.get(oids.features);
  const scts = extensions.get(oids.timestamps);
  const constraint = pathLengthOf(extensions.get(oids.basicConstraints));
  return {
    x509,
    ...(constraint !== undefined && { pathLength: constraint }),
    facts: {
      subject: nameText(x509.subject),
      issuer: nameText(x509.issuer),
      serial: x509.serialNumber,
      fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
      names: namesOf(x509),
      notBefore: instantAt(timeOf(must(validity[0], 'start of the validity'))),
      notAfter: instantAt(timeOf(must(validity[1], 'end of the validity'))),
      key: keyOf(x509),
      signature: signatureOf(must(algorithm, 'signature algorithm')),
      isCa: x509.ca,
      isSelfSigned: x509.subject === x509.issuer && x509.checkIssued(x509) && verifies(x509, x509),
      isForServers: usages === undefined || partsOf(usages).some((each) => isServerUsage(oidText(each))),
      hasResponder: hasResponder(extensions.get(oids.authorityInfo)),
      // Status request in the TLS feature extension: who sees this without a staple must not go on.
      mustStaple: features !== undefined && partsOf(features).some(({ body: value }) => hex(value) === '05'),
      timestamps: scts === undefined ? 0 : countTimestamps(scts.body),
    },
  };
}

export function verifies(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function isServerUsage(oid: string): boolean {
  return oid === oids.serverAuth || oid === oids.anyUsage;
}

/** `CN=example.org, O=Example` out of one line for each part. */
function nameText(name: string | undefined): string {
  return oneLine((name ?? '').split('\n').toReversed().join(', '), 200);
}

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  const parts = subjectAltName.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [];
  return parts.map((part) => oneLine(part.trim().replace(/^(?:DNS|IP Address):/, ''), 260)).filter((part) => part !== '');
}

function keyOf({ publicKey }: X509Certificate): { kind: string; bits: number } {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details = {} } = publicKey;
  const curves: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521, secp256k1: 256 };
  if (details.modulusLength !== undefined) return { kind: type === 'dsa' ? 'DSA' : 'RSA', bits: details.modulusLength };
  if (type !== 'ec') return { kind: type, bits: type === 'ed25519' ? 256 : type === 'ed448' ? 456 : 0 };
  const curve = details.namedCurve ?? '';
  return { kind: 'EC', bits: curves[curve] ?? Number(/\d{3}/.exec(curve)?.[0] ?? 0) };
}

function signatureOf(algorithm: Der): string {
  const [id, parameters] = partsOf(algorithm);
  const oid = oidText(must(id, 'signature algorithm'));
  if (oid !== pssOid) return signatureNames[oid] ?? oid;
  const named = parameters === undefined ? undefined : partWith(0xa0, partsOf(parameters));
  const hash = named === undefined ? undefined : partsOf(readDer(named.body))[0];
  return `${hash === undefined ? 'sha1' : (pssHashes[oidText(hash)] ?? 'unknown')}WithRSASSA-PSS`;
}

/** The value of each extension, by its object identifier, with its own wrapping taken off. */
function extensionsOf(parts: readonly Der[]): Map<string, Der> {
  const holder = partWith(0xa3, parts);
  if (holder === undefined) return new Map();
  return new Map(
    partsOf(readDer(holder.body)).map((extension) => {
      const fields = partsOf(extension);
      const value = must(partWith(tags.octets, fields), 'value of an extension');
      return [oidText(must(fields[0], 'name of an extension')), readDer(value.body)] as const;
    }),
  );
}

function hasResponder(authorityInfo: Der | undefined): boolean {
  if (authorityInfo === undefined) return false;
  return partsOf(authorityInfo).some((access) => oidText(must(partsOf(access)[0], 'access method')) === oids.responder);
}

function pathLengthOf(constraints: Der | undefined): number | undefined {
  const length = constraints === undefined ? undefined : partWith(tags.integer, partsOf(constraints));
  return length === undefined ? undefined : length.body.reduce((sum, byte) => sum * 256 + byte, 0);
}
