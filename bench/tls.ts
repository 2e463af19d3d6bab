// How long a whole scan of TLS takes beside testssl.sh, on the same local server in one run, and what each of the two finds.
// node bench/tls.ts [ROUNDS] [usual|everything]. testssl.sh is a Debian package: apt-get install testssl.sh. It takes minutes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { family, key } from '../__tests__/gates/probes/tls/bed/certificates.ts';
import { everySuite, nodeServer, type Serving } from '../__tests__/gates/probes/tls/bed/node-server.ts';
import { newGuard } from '../src/gates/probes/resolve.ts';
import { collectTls } from '../src/gates/probes/tls/collect.ts';
import type { TlsEvidence } from '../src/gates/rules/tls/evidence.ts';
import { suites as allSuites } from '../src/gates/rules/tls/suites.ts';
import { versions } from '../src/gates/rules/tls/versions.ts';

const self = fileURLToPath(import.meta.url);
const program = ['testssl', 'testssl.sh'].find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined);

const made = family({ timestamps: 2, key: key('rsa') });
const chain = [made.leaf, made.middle];
const answer = 'HTTP/1.1 200 OK\r\nStrict-Transport-Security: max-age=63072000\r\nContent-Length: 0\r\n\r\n';
const servers: Readonly<Record<string, Serving>> = {
  usual: { chain, answer, minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] },
  everything: { chain, answer, minVersion: 'TLSv1', ciphers: everySuite, ALPNProtocols: ['http/1.1'], dhparam: 'auto' },
};

interface Row {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
}

function testssl(port: number, folder: string): { seconds: number; rows: Row[] } {
  const file = join(folder, 'testssl.json');
  rmSync(file, { force: true });
  const args = ['--quiet', '--color', '0', '--warnings', 'off', '--nodns', 'none', '--ip', '127.0.0.1', '--sneaky'];
  const own = [
    '--add-ca',
    join(folder, 'ca.pem'),
    '--jsonfile',
    file,
    '-p',
    '-E',
    '-s',
    '-f',
    '-S',
    '-P',
    '-R',
    '-C',
    '-Z',
    `localhost:${port}`,
  ];
  const start = performance.now();
  const done = spawnSync(program ?? '', [...args, ...own], { encoding: 'utf8', input: 'yes\n', timeout: 600_000 });
  const seconds = (performance.now() - start) / 1000;
  try {
    return { seconds, rows: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    throw new Error(`testssl.sh wrote no JSON: ${done.stdout.slice(-500)}${done.stderr.slice(-500)}`);
  }
}

/** The same questions, answered by both: what testssl.sh says, and what we say. */
function compared(rows: readonly Row[], seen: TlsEvidence): { question: string; theirs: string; ours: string }[] {
  const [address] = seen.addresses;
  if (address === undefined) return [];
  const of = (id: string) => rows.find((row) => row.id === id || row.id.startsWith(`${id} `))?.finding ?? '-';
  const names = {
    SSLv2: 'SSLv2',
    SSLv3: 'SSLv3',
    TLSv1: 'TLS1',
    'TLSv1.1': 'TLS1_1',
    'TLSv1.2': 'TLS1_2',
    'TLSv1.3': 'TLS1_3',
  } as const;
  const yes = (text: string) => (/^not |^no |not offered|not vulnerable/i.test(text) ? 'no' : text === '-' ? '-' : 'yes');
  const [leafChain] = address.chains;
  const [own] = leafChain?.certificates ?? [];
  const offeredSuites = new Set(address.suites.flatMap((each) => each.suites));
  const has = (pattern: RegExp) => ([...offeredSuites].some((name) => pattern.test(name)) ? 'yes' : 'no');
  return [
    ...versions.map((version) => ({
      question: version,
      theirs: yes(of(names[version])),
      ours: address.protocols[version] === 'offered' ? 'yes' : 'no',
    })),
    { question: 'suites', theirs: String(theirSuites(rows).size), ours: String(offeredSuites.size) },
    { question: 'fallback', theirs: of('fallback_SCSV'), ours: address.fallback },
    {
      question: 'secure renegotiation',
      theirs: /supported/i.test(of('secure_renego')) ? 'yes' : 'no',
      ours: address.secureRenegotiation,
    },
    { question: 'renegotiation by clients', theirs: yes(of('secure_client_renego')), ours: address.clientRenegotiation },
    { question: 'compression', theirs: yes(of('CRIME_TLS')), ours: address.compression },
    { question: 'NULL suites', theirs: yes(of('cipherlist_NULL')), ours: has(/_NULL_/) },
    { question: 'anonymous suites', theirs: yes(of('cipherlist_aNULL')), ours: has(/anon/) },
    { question: '3DES or IDEA', theirs: yes(of('cipherlist_3DES_IDEA')), ours: has(/3DES|IDEA/) },
    { question: 'forward secrecy', theirs: yes(of('PFS') === '-' ? of('FS') : of('PFS')), ours: has(/ECDHE|DHE|TLS_AES/) },
    { question: 'key', theirs: of('cert_keySize'), ours: `${own?.key.kind} ${own?.key.bits}` },
    { question: 'signature', theirs: of('cert_signatureAlgorithm'), ours: own?.signature ?? '-' },
    { question: 'name fits', theirs: yes(of('cert_trust')), ours: leafChain?.hostname === 'matches' ? 'yes' : 'no' },
    { question: 'trusted', theirs: of('cert_chain_of_trust'), ours: leafChain?.trust ?? '-' },
    { question: 'expires', theirs: of('cert_notAfter'), ours: own?.notAfter ?? '-' },
    {
      question: 'ALPN',
      theirs: of('ALPN'),
      ours: address.alpn
        .filter(({ offered }) => offered === 'yes')
        .map(({ protocol }) => protocol)
        .join(', '),
    },
    { question: 'OCSP stapling', theirs: yes(of('OCSP_stapling')), ours: leafChain?.stapling === 'stapled' ? 'yes' : 'no' },
    { question: 'sessions resumed', theirs: yes(of('sessionresumption_ticket')), ours: address.resumption },
    {
      question: 'groups',
      theirs: of('PFS_ECDHE_curves') === '-' ? of('FS_ECDHE_curves') : of('PFS_ECDHE_curves'),
      ours: [...new Set(address.groups.flatMap((each) => each.groups))].join(' '),
    },
  ];
}

/** The suites that a row of testssl.sh names at its end, in IANA's spelling. */
function theirSuites(rows: readonly Row[]): Set<string> {
  const known = new Set(allSuites.map(({ name }) => name));
  const named = rows.filter(({ id }) => /^cipher[_-]/.test(id)).map(({ finding }) => finding.trim().split(/\s+/).at(-1) ?? '');
  return new Set(named.filter((name) => known.has(name)));
}

async function compare(which: string, folder: string, rounds: number): Promise<void> {
  const { spawn } = await import('node:child_process');
  const server = spawn(process.execPath, [self, 'serve', which, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await new Promise<string[]>((resolve) =>
      server.stdout.once('data', (data) => resolve(String(data).split('\n'))),
    );
    const port = Number(line);
    const ca = readFileSync(join(folder, 'ca.pem'), 'utf8');
    const times: number[] = [];
    let seen: TlsEvidence | undefined;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      seen = await collectTls(
        { host: `localhost:${port}` },
        { guard: newGuard({ privateHosts: ['localhost'] }), signal: AbortSignal.timeout(60_000), ca },
      );
      times.push((performance.now() - start) / 1000);
    }
    if (seen === undefined) return;
    const ours = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
    const connections = seen.addresses.reduce((sum, each) => sum + each.connections, 0);
    const theirs = testssl(port, folder);
    process.stdout.write(
      `\n${which}: Gonogo ${ours.toFixed(2)} s and ${connections} connections, testssl.sh ${theirs.seconds.toFixed(1)} s, ratio ${(theirs.seconds / ours).toFixed(0)}\n`,
    );
    const table = compared(theirs.rows, seen);
    for (const { question, theirs: a, ours: b } of table)
      process.stdout.write(`  ${question.padEnd(26)} ${a.slice(0, 60).padEnd(60)} ${b}\n`);
    const own = new Set(seen.addresses.flatMap((each) => each.suites.flatMap(({ suites }) => suites)));
    const missed = [...theirSuites(theirs.rows)].filter((name) => !own.has(name));
    process.stdout.write(`  suites that only testssl.sh found: ${missed.join(', ') || 'none'}\n`);
  } finally {
    server.kill();
  }
}

const [first = '5', which = 'usual', given = ''] = process.argv.slice(2);
if (first === 'serve') {
  // A process of its own, so that neither scanner shares it. The chain was written down: keys are made anew in every process.
  const stored: Serving = {
    ...servers[which],
    key: readFileSync(join(given, 'key.pem')),
    cert: readFileSync(join(given, 'cert.pem')),
    chain: [],
  };
  const { port } = await nodeServer(stored);
  process.stdout.write(`${port}\n`);
} else if (program === undefined) {
  process.stdout.write(
    'testssl.sh is not installed, so there is nothing to compare with. It is a Debian package: apt-get install testssl.sh\n',
  );
} else {
  const folder = mkdtempSync(join(tmpdir(), 'gonogo-tls-'));
  writeFileSync(join(folder, 'ca.pem'), made.root.pem);
  writeFileSync(join(folder, 'key.pem'), made.leaf.keyPem);
  writeFileSync(join(folder, 'cert.pem'), chain.map(({ pem }) => pem).join(''));
  try {
    await compare(which, folder, Number(first));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
