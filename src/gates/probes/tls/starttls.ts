import { MalformedError } from './bytes.ts';

/** Protocols that begin in the clear and are asked to go on in TLS. */
export const startTlsKinds = ['smtp', 'imap', 'pop3', 'ldap', 'postgres', 'mysql'] as const;
export type StartTls = (typeof startTlsKinds)[number];

export const startTlsPorts: Readonly<Record<StartTls, number>> = {
  smtp: 25,
  imap: 143,
  pop3: 110,
  ldap: 389,
  postgres: 5432,
  mysql: 3306,
};

/** The connection as a dialogue in the clear sees it. Reading more than a few kB is an error. */
export interface Line {
  write(bytes: Uint8Array): void;
  /** Up to a line feed, without it. */
  readLine(): Promise<string>;
  read(length: number): Promise<Uint8Array>;
}

/** Talks until the server is ready for a ClientHello; an error says why it is not. */
export async function startTls(kind: StartTls, line: Line): Promise<void> {
  await dialogues[kind](line);
}

const text = (written: string) => Buffer.from(written, 'latin1');

async function smtpReply(line: Line): Promise<{ code: string; lines: string[] }> {
  const lines: string[] = [];
  for (;;) {
    const next = await line.readLine();
    lines.push(next);
    if (lines.length > 100) throw new MalformedError('the SMTP server does not end its answer');
    if (!/^\d{3}-/.test(next)) return { code: next.slice(0, 3), lines };
  }
}

async function smtp(line: Line): Promise<void> {
  expectCode('220', await smtpReply(line), 'it does not greet');
  line.write(text('EHLO gonogo.invalid\r\n'));
  const offered = await smtpReply(line);
  expectCode('250', offered, 'it does not take EHLO');
  if (!offered.lines.some((each) => /^250[ -]STARTTLS\b/i.test(each))) throw refused('smtp', 'it does not offer STARTTLS');
  line.write(text('STARTTLS\r\n'));
  expectCode('220', await smtpReply(line), 'it refuses STARTTLS');
}

function expectCode(code: string, reply: { code: string }, otherwise: string): void {
  if (reply.code !== code) throw refused('smtp', otherwise);
}

async function imap(line: Line): Promise<void> {
  if (!/^\* OK/i.test(await line.readLine())) throw refused('imap', 'it does not greet');
  line.write(text('a STARTTLS\r\n'));
  for (let lines = 0; lines < 100; lines++) {
    const next = await line.readLine();
    if (/^a OK/i.test(next)) return;
    if (/^a /i.test(next)) break;
  }
  throw refused('imap', 'it refuses STARTTLS');
}

async function pop3(line: Line): Promise<void> {
  if (!(await line.readLine()).startsWith('+OK')) throw refused('pop3', 'it does not greet');
  line.write(text('STLS\r\n'));
  if (!(await line.readLine()).startsWith('+OK')) throw refused('pop3', 'it refuses STLS');
}

/** An extended request with the object identifier of StartTLS, 1.3.6.1.4.1.1466.20037. */
async function ldap(line: Line): Promise<void> {
  const oid = text('1.3.6.1.4.1.1466.20037');
  const request = Buffer.concat([Buffer.from([0x77, oid.length + 2, 0x80, oid.length]), oid]);
  line.write(Buffer.concat([Buffer.from([0x30, request.length + 3, 0x02, 0x01, 0x01]), request]));
  const response = await readDer(line, 0x30);
  // Number of the message, then the extended response, whose first element is the result.
  const isSuccess = response[0] === 0x02 && Buffer.from(response).includes(Buffer.from([0x0a, 0x01, 0x00]));
  if (!isSuccess || !response.includes(0x78)) throw refused('ldap', 'it refuses StartTLS');
}

async function readDer(line: Line, tag: number): Promise<Uint8Array> {
  const [found, first = 0] = await line.read(2);
  if (found !== tag) throw new MalformedError('the LDAP server does not answer in LDAP');
  if (first < 0x80) return line.read(first);
  if (first > 0x82) throw new MalformedError('the LDAP server answers too long');
  const length = (await line.read(first - 0x80)).reduce((sum, byte) => sum * 256 + byte, 0);
  return line.read(length);
}

async function postgres(line: Line): Promise<void> {
  line.write(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
  const [answer] = await line.read(1);
  if (answer === 0x53) return;
  throw answer === 0x4e
    ? refused('postgres', 'it does not offer TLS')
    : new MalformedError('the server does not answer as PostgreSQL');
}

const mysqlSsl = 0x0800;

/** Its greeting says what it can; the answer to it asks for TLS and says nothing else yet. */
async function mysql(line: Line): Promise<void> {
  const head = Buffer.from(await line.read(4));
  const greeting = Buffer.from(await line.read(head.readUIntLE(0, 3)));
  const end = greeting.indexOf(0, 1);
  // Version, thread, the first part of the salt and a filler stand before what it can.
  const at = end + 1 + 4 + 8 + 1;
  if (greeting[0] !== 10 || end === -1 || at + 2 > greeting.length)
    throw new MalformedError('the server does not answer as MySQL');
  if ((greeting.readUInt16LE(at) & mysqlSsl) === 0) throw refused('mysql', 'it does not offer TLS');
  const request = Buffer.alloc(36);
  request.writeUIntLE(32, 0, 3);
  request[3] = 1;
  // The protocol of 4.1, secure connection, and TLS.
  request.writeUInt32LE(0x0200 | 0x8000 | mysqlSsl, 4);
  request.writeUInt32LE(1 << 24, 8);
  request[12] = 33;
  line.write(request);
}

const dialogues: Readonly<Record<StartTls, (line: Line) => Promise<void>>> = { smtp, imap, pop3, ldap, postgres, mysql };

function refused(kind: StartTls, why: string): MalformedError {
  return new MalformedError(`the ${kind} server cannot be asked for TLS: ${why}`);
}
