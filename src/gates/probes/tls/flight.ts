import { cursorOf, MalformedError } from './bytes.ts';
import type { Written } from './hello.ts';
import {
  countTimestamps,
  type KeyExchange,
  readAlpn,
  readCertificates,
  readExtensions,
  readKeyExchange,
  readNewCertificates,
  readServerHello,
  readStaple,
  type ServerHello,
} from './messages.ts';
import { type Message, newMessageReader, newRecordReader, type TlsRecord } from './records.ts';
import type { Secrets } from './secrets.ts';
import { contentTypes, extensions, messageTypes } from './wire.ts';

/** All that a server said before it waited for us. */
export interface Flight {
  readonly hello: ServerHello;
  /** In DER, exactly as sent. */
  readonly certificates: readonly Uint8Array[];
  readonly keyExchange?: KeyExchange;
  readonly staple?: Uint8Array;
  readonly timestamps: number;
  readonly alpn?: string;
  readonly asksForCertificate: boolean;
  /** It came to its end, so that what is not in it was not sent. */
  readonly isWhole: boolean;
}

/** What came of one hello. `alert` and `closed` come from the peer; `nothing` tells nothing about it. */
export type Answer =
  | { readonly kind: 'flight'; readonly flight: Flight }
  | { readonly kind: 'alert'; readonly alert: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'nothing'; readonly why: string };

export interface Ask {
  readonly hello: Written;
  /** Until where to read: what the server chose, or all that it sends before it waits. */
  readonly until: 'hello' | 'flight';
  /** TLS 1.3: opens what comes after the hello of the server. */
  readonly secrets?: Secrets;
  readonly isSslTwo?: boolean;
}

type Draft = { -readonly [K in keyof Flight]: Flight[K] };

export interface FlightReader {
  /** The answer as soon as there is one. */
  push(chunk: Uint8Array): Answer | undefined;
  /** The peer hung up. */
  end(): Answer;
}

export function newFlightReader(ask: Ask): FlightReader {
  if (ask.isSslTwo === true) return sslTwoReader();
  const records = newRecordReader();
  const messages = newMessageReader();
  const sealed = newMessageReader();
  ask.secrets?.hear(ask.hello.message);
  const opened = (record: TlsRecord) => ask.secrets?.open(record);
  let draft: Draft | undefined;

  const takeAll = (list: readonly Message[]): Answer | undefined => {
    for (const message of list) {
      ask.secrets?.hear(message.whole);
      draft = take(message, draft);
      const isEnd = ask.until === 'hello' || draft.isWhole || !canGoOn(draft, ask);
      if (isEnd) return { kind: 'flight', flight: draft };
      if (message.type === messageTypes.serverHello && draft.hello.version === 'TLSv1.3') ask.secrets?.agree(draft.hello);
    }
    return undefined;
  };
  const takeRecord = (record: TlsRecord): Answer | undefined => {
    if (record.type === contentTypes.handshake) return takeAll(messages(record.body));
    if (record.type === contentTypes.alert) return takeAlert(record.body, draft);
    if (record.type !== contentTypes.applicationData) return undefined;
    const inner = opened(record);
    if (inner === undefined) throw new MalformedError('it sends what cannot be opened');
    if (inner.type === contentTypes.alert) return takeAlert(inner.body, draft);
    return inner.type === contentTypes.handshake ? takeAll(sealed(inner.body)) : undefined;
  };
  return {
    push: (chunk) => {
      for (const record of records(chunk)) {
        const answer = takeRecord(record);
        if (answer !== undefined) return answer;
      }
      return undefined;
    },
    end: () => (draft === undefined ? { kind: 'closed' } : { kind: 'flight', flight: draft }),
  };
}

/** TLS 1.3 without the keys to it, or one that asks for another hello, says no more to us. */
function canGoOn({ hello }: Draft, { secrets }: Ask): boolean {
  return hello.version !== 'TLSv1.3' || (secrets !== undefined && !hello.isRetry);
}

/** A warning is no refusal: some servers complain about the name and go on. */
function takeAlert(body: Uint8Array, draft: Draft | undefined): Answer | undefined {
  const cursor = cursorOf(body);
  const level = cursor.u8();
  const alert = cursor.u8();
  if (draft !== undefined) return { kind: 'flight', flight: draft };
  if (level === 1 && alert !== 0) return undefined;
  return alert === 0 ? { kind: 'closed' } : { kind: 'alert', alert };
}

function take(message: Message, draft: Draft | undefined): Draft {
  const { type, body } = message;
  if (draft === undefined) {
    if (type !== messageTypes.serverHello) throw new MalformedError('its first message is no hello');
    return begun(readServerHello(body));
  }
  const isNew = draft.hello.version === 'TLSv1.3';
  switch (type) {
    case messageTypes.encryptedExtensions:
      return { ...draft, ...alpnOf(readExtensions(cursorOf(body).vector(2))) };
    case messageTypes.certificate:
      return isNew ? withNewCertificates(draft, body) : { ...draft, certificates: readCertificates(body) };
    case messageTypes.certificateStatus:
      return { ...draft, ...stapleOf(body) };
    case messageTypes.serverKeyExchange:
      return { ...draft, keyExchange: readKeyExchange(body, draft.hello.suite) };
    case messageTypes.certificateRequest:
      return { ...draft, asksForCertificate: true };
    case messageTypes.serverHelloDone:
    case messageTypes.finished:
      return { ...draft, isWhole: true };
    default:
      return draft;
  }
}

function begun(hello: ServerHello): Draft {
  const timestamps = hello.extensions.get(extensions.signedTimestamps);
  return {
    hello,
    certificates: [],
    timestamps: timestamps === undefined ? 0 : countTimestamps(timestamps),
    asksForCertificate: false,
    isWhole: false,
    ...alpnOf(hello.extensions),
  };
}

function alpnOf(found: ReadonlyMap<number, Uint8Array>): Pick<Flight, 'alpn'> {
  const alpn = readAlpn(found.get(extensions.alpn));
  return alpn === undefined ? {} : { alpn };
}

function stapleOf(body: Uint8Array): Pick<Flight, 'staple'> {
  const staple = readStaple(body);
  return staple === undefined ? {} : { staple };
}

function withNewCertificates(draft: Draft, body: Uint8Array): Draft {
  const { list, first } = readNewCertificates(body);
  const staple = first.get(extensions.statusRequest);
  const timestamps = first.get(extensions.signedTimestamps);
  return {
    ...draft,
    certificates: list,
    ...(staple !== undefined && stapleOf(staple)),
    ...(timestamps !== undefined && { timestamps: countTimestamps(timestamps) }),
  };
}

/** SSLv2 has no records as the others do: a hello of the server is a 4 behind two bytes of length. */
function sslTwoReader(): FlightReader {
  let held: Uint8Array = new Uint8Array();
  return {
    push: (chunk) => {
      held = Buffer.concat([held, chunk]);
      if (held.length < 7) return undefined;
      const [first = 0, , type, , , major, minor] = held;
      if (first === contentTypes.alert) return { kind: 'alert', alert: held[6] ?? 0 };
      if ((first & 0x80) === 0 || type !== 4 || major !== 0 || minor !== 2) throw new MalformedError('this is no SSLv2');
      const hello = {
        version: 'SSLv2',
        suite: 0,
        compression: 0,
        hasSession: false,
        isRetry: false,
        extensions: new Map<number, Uint8Array>(),
      } as const;
      return { kind: 'flight', flight: begun(hello) };
    },
    end: () => ({ kind: 'closed' }),
  };
}
