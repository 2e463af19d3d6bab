import { ProblemError } from '../../ground/problem.ts';
import { oneLine } from '../../ground/text.ts';

/**
 * `address`: not an address that may be asked · `unknown`: no such name · `refused`: nobody listens · `closed`: hung up on us ·
 * `silent`: no answer in time · `certificate`: not trusted · `too-large`: more than is read · `protocol`: not HTTP as it should be · `redirects`: no end of them.
 */
export type FailureKind =
  | 'address'
  | 'unknown'
  | 'refused'
  | 'closed'
  | 'silent'
  | 'certificate'
  | 'too-large'
  | 'protocol'
  | 'redirects';

/** Why an address did not answer as it should. Nothing was proved by it, so a gate that lets it through is broken. */
export class ProbeError extends ProblemError {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, remedy: string) {
    super({ code: `probe.${kind}`, message, remedy });
    this.name = 'ProbeError';
    this.kind = kind;
  }
}

const unresolved = new Set(['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_FAIL', 'ESERVFAIL', 'EAI_NODATA']);
const hangUps = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED']);
const silences = new Set([
  'ETIMEDOUT',
  'ETIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const tooLarge = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_EXCEEDED_MAX_SIZE']);
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|HOSTNAME_MISMATCH|ERR_OSSL_X509/;

/** What a socket, a resolver or a parser threw, in words; whatever it is, it is a failure of this address. */
export function failureOf(thrown: unknown, where: string): ProbeError {
  if (thrown instanceof ProbeError) return thrown;
  const code = codeOf(thrown);
  const said = oneLine(thrown instanceof Error ? thrown.message : String(thrown), 160);
  if (unresolved.has(code)) {
    return new ProbeError(
      'unknown',
      `There is no address for ${where} (${code}).`,
      'See whether the name is right and resolves from here.',
    );
  }
  if (silences.has(code)) {
    return new ProbeError(
      'silent',
      `${where} did not answer in time.`,
      'See whether it runs and is reached from here, then run it again.',
    );
  }
  if (untrusted.test(code)) {
    return new ProbeError('certificate', `The certificate of ${where} is not trusted: ${said}.`, certificateRemedy);
  }
  if (tooLarge.has(code)) {
    return new ProbeError(
      'too-large',
      `${where} answered with more than is read.`,
      'See what it answers there; no honest answer is that large.',
    );
  }
  if (code === 'ECONNREFUSED') {
    return new ProbeError('refused', `Nobody listens at ${where}.`, 'See whether it runs and listens there, then run it again.');
  }
  if (hangUps.has(code)) {
    return new ProbeError('closed', `${where} closed the connection (${code}).`, 'See why it hangs up, then run it again.');
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return new ProbeError(
      'protocol',
      `${where} does not speak TLS.`,
      'Write http:// where plain HTTP is meant, or see what answers there.',
    );
  }
  return new ProbeError('protocol', `${where} did not answer as HTTP should: ${said}.`, 'See what answers there.');
}

const certificateRemedy =
  'Renew or correct the certificate; one of your own authority is trusted when `ca` of the target names its certificates.';

/** An error of a socket may carry those of each address it tried. */
function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  const code: unknown = Reflect.get(thrown, 'code');
  const inner: unknown = Reflect.get(thrown, 'cause');
  return typeof code === 'string' ? code : inner === undefined ? '' : codeOf(inner);
}
