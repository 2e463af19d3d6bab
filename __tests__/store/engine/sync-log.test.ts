import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { syncLog } from '../../../src/store/engine/sync-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'gonogo-sync-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const segment = '000000010000000000000001';

test('what changed is brought to disk, and whoever asks meanwhile waits for the run after', async () => {
  mkdirSync(join(folder, 'pg_wal', 'archive_status'), { recursive: true });
  writeFileSync(join(folder, 'pg_wal', segment), 'x');
  const synced: string[] = [];
  const sync = syncLog(folder, async (file) => {
    synced.push(file);
  });
  const runs = [sync(), sync(), sync()];
  appendFileSync(join(folder, 'pg_wal', segment), 'y');
  await Promise.all(runs);
  expect(synced).toEqual([join(folder, 'pg_wal', segment), join(folder, 'pg_wal', segment)]);
});

test('what cannot be brought to disk is not acknowledged, and tried again', async () => {
  let fails = true;
  const sync = syncLog(folder, async () => {
    if (fails) throw new Error('the disk is gone');
  });
  const [first, second] = [sync(), sync()];
  await expect(first).rejects.toThrow('the disk is gone');
  await expect(second).rejects.toThrow('the disk is gone');
  fails = false;
  await sync();
});

test('a folder without a log is an error', async () => {
  await expect(syncLog(join(folder, 'none'))()).rejects.toThrow('ENOENT');
});
