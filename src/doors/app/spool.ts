import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that nobody else can open and that no crash leaves behind. */
export interface Spool {
  readonly write: (piece: Uint8Array) => Promise<void>;
  readonly read: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export async function openSpool(): Promise<Spool> {
  const path = join(tmpdir(), `gonogo-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  // Without a name from here on. Where a system does not allow that, it goes when it is closed.
  const named = await rm(path).then(
    () => false,
    () => true,
  );
  let length = 0;
  return {
    write: async (piece) => {
      let at = 0;
      while (at < piece.length) {
        const { bytesWritten } = await file.write(piece, at, piece.length - at, length);
        at += bytesWritten;
        length += bytesWritten;
      }
    },
    read: async () => {
      const whole = Buffer.allocUnsafeSlow(length);
      let at = 0;
      while (at < length) {
        const { bytesRead } = await file.read(whole, at, length - at, at);
        if (bytesRead === 0) throw new Error('the file is shorter than what was written to it');
        at += bytesRead;
      }
      return whole;
    },
    close: async () => {
      await file.close();
      if (named) await rm(path, { force: true });
    },
  };
}
