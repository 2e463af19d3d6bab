import type { Socket } from 'node:net';
import { MalformedError } from './bytes.ts';
import type { Line } from './starttls.ts';

/** More than any greeting is. */
const most = 32 * 1024;

/** Lets a dialogue read a socket piece by piece. `close` leaves the socket to whoever reads it next, which must find it empty. */
export function lineOn(socket: Socket): Line & { close(): void } {
  let held: Buffer = Buffer.alloc(0);
  let total = 0;
  let failure: Error | undefined;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    total += chunk.length;
    if (total > most) failure = new MalformedError('it talks on and on before TLS begins');
    held = Buffer.concat([held, chunk]);
    wake();
  };
  const onEnd = () => {
    failure ??= new MalformedError('it hung up before TLS began');
    wake();
  };
  socket.on('data', onData).on('end', onEnd).on('close', onEnd);

  /** Waits until so much is there, and takes it. */
  const until = async (enough: () => number): Promise<Buffer> => {
    for (;;) {
      const length = enough();
      if (length >= 0 && length <= held.length) {
        const taken = held.subarray(0, length);
        held = held.subarray(length);
        return taken;
      }
      if (failure !== undefined) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    write: (bytes) => socket.write(bytes),
    read: (length) => until(() => length),
    readLine: async () => (await until(() => held.indexOf(10) + 1 || -1)).toString('latin1').replace(/\r?\n$/, ''),
    close: () => {
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
      // What a stranger slipped in before TLS must not count as said inside it.
      if (held.length > 0) throw new MalformedError('it sends something in the clear where TLS should begin');
    },
  };
}
