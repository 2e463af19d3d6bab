import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve, sep } from 'node:path';
import process from 'node:process';

export interface Surroundings {
  readonly platform: string;
  /** As `/proc/self/mountinfo` has it; null when it cannot be read. */
  readonly mounts: string | null;
  /** In a container whose root goes with it. */
  readonly isContainer: boolean;
  /** Folders that are emptied. */
  readonly temporary: readonly string[];
}

/** File systems that live in memory, or as a layer of a container. */
const fleeting = new Set(['tmpfs', 'ramfs', 'overlay', 'aufs', 'fuse-overlayfs', 'squashfs', 'rootfs']);

/**
 * Why what is kept in this folder may be gone tomorrow, or nothing. It is told by where the folder is mounted: memory, a layer of a
 * container, a volume of a pod that goes with it, a folder for temporary files. Linux that does not show its mounts counts as ephemeral,
 * because to say `ephemeral` where it is not costs nothing, and to lose a ledger costs a release; other systems have no containers of
 * their own, so that only their temporary folders count.
 */
export function whyEphemeral(folder: string, { platform, mounts, isContainer, temporary }: Surroundings): string | undefined {
  const parent = temporary.find((path) => isInside(folder, path));
  if (parent !== undefined) return `${parent} is for temporary files`;
  if (platform !== 'linux') return undefined;
  const mount = mounts === null ? undefined : mountOf(folder, mounts);
  if (mount === undefined) return 'this system does not show what it is mounted on';
  if (fleeting.has(mount.type)) return `it is on ${mount.type}, mounted at ${mount.at}`;
  if (mount.root.includes('/kubernetes.io~empty-dir/')) return `${mount.at} is an emptyDir, which goes with its pod`;
  if (isContainer && mount.at === '/') return 'it is on the root of a container';
  return undefined;
}

interface Mount {
  readonly at: string;
  readonly root: string;
  readonly type: string;
}

/** The mount that a folder is on: of those above it the longest, and of equals the one mounted last, which hides the others. */
function mountOf(folder: string, mounts: string): Mount | undefined {
  let best: Mount | undefined;
  for (const line of mounts.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root = '', at = ''] = before.split(' ').map(unescape);
    const type = after.split(' ')[0] ?? '';
    if (at !== '' && isInside(folder, at) && at.length >= (best?.at.length ?? 0)) best = { at, root, type };
  }
  return best;
}

/** White space and backslashes in a path are written as `\040`. */
function unescape(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Where a folder really is, also before it is made. */
export function realFolder(folder: string): string {
  const whole = resolve(folder);
  if (existsSync(whole)) return realpathSync(whole);
  const parent = dirname(whole);
  return parent === whole ? whole : resolve(realFolder(parent), whole.slice(parent.length).replace(/^[\\/]+/, ''));
}

export function surroundings(): Surroundings {
  const temporary = [tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp', '/dev/shm', '/run'])];
  return {
    platform: process.platform,
    mounts: readMounts(),
    isContainer: existsSync('/.dockerenv') || existsSync('/run/.containerenv') || 'KUBERNETES_SERVICE_HOST' in process.env,
    temporary: temporary.map(realFolder),
  };
}

function readMounts(): string | null {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return null;
  }
}
