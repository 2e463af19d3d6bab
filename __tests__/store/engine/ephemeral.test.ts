import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { realFolder, type Surroundings, surroundings, whyEphemeral } from '../../../src/store/engine/ephemeral.ts';

const scratch = realFolder(mkdtempSync(join(tmpdir(), 'gonogo-ephemeral-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const mounts = [
  '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
  '23 22 0:21 / /dev/shm rw - tmpfs tmpfs rw',
  '24 22 0:22 / /mnt/my\\040disk rw - xfs /dev/vdb rw',
  '25 22 0:23 / /mnt/my\\040disk/cache rw - tmpfs tmpfs rw',
  '26 22 254:0 /var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/data /scratch rw - ext4 /dev/vda rw',
  '27 22 254:0 /var/lib/kubelet/pods/1/volumes/kubernetes.io~local-volume/data /data rw - ext4 /dev/vda rw',
].join('\n');
const overlay = '1 0 0:50 / / rw - overlay overlay rw\n2 1 254:0 /volumes/x /data rw - ext4 /dev/vda rw';
const host: Surroundings = { platform: 'linux', mounts, isContainer: false, temporary: ['/scratch-tmp'] };

test.each<[string, Surroundings, RegExp | undefined]>([
  ['/var/lib/gonogo', host, undefined],
  ['/scratch-tmp/gonogo', host, /temporary/],
  ['/scratch-tmp', host, /temporary/],
  ['/scratch-tmpfoo', host, undefined],
  ['/dev/shm/gonogo', host, /tmpfs, mounted at \/dev\/shm/],
  ['/dev/shmother', host, undefined],
  ['/mnt/my disk/gonogo', host, undefined],
  ['/mnt/my disk/cache/gonogo', host, /tmpfs/],
  ['/scratch/gonogo', host, /emptyDir/],
  ['/data/gonogo', { ...host, isContainer: true }, undefined],
  ['/var/lib/gonogo', { ...host, isContainer: true }, /root of a container/],
  ['/var/lib/gonogo', { ...host, mounts: overlay }, /overlay/],
  ['/data/gonogo', { ...host, mounts: overlay }, undefined],
  // What is mounted later at the same place is what one sees.
  ['/data/gonogo', { ...host, mounts: `${mounts}\n30 1 0:9 / /data rw - tmpfs x rw` }, /tmpfs/],
  ['/var/lib/gonogo', { ...host, mounts: null }, /does not show/],
  ['/var/lib/gonogo', { ...host, mounts: '' }, /does not show/],
  ['/var/lib/gonogo', { ...host, platform: 'darwin', mounts: null }, undefined],
  ['/scratch-tmp/gonogo', { ...host, platform: 'darwin', mounts: null }, /temporary/],
])('%s', (folder, around, expected) => {
  const why = whyEphemeral(folder, around);
  if (expected) expect(why).toMatch(expected);
  else expect(why).toBeUndefined();
});

test('a folder is told by where it really is, also before it is made', () => {
  mkdirSync(join(scratch, 'real'));
  symlinkSync(join(scratch, 'real'), join(scratch, 'link'));
  expect(realFolder(join(scratch, 'link', 'a', 'b'))).toBe(join(scratch, 'real', 'a', 'b'));
  expect(realFolder(join(scratch, 'real'))).toBe(join(scratch, 'real'));
});

test('here too the folder for temporary files is one', () => {
  expect(whyEphemeral(join(scratch, 'x'), surroundings())).toMatch(/temporary/);
});
