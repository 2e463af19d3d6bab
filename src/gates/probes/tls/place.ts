import { connect, isIP, type Socket } from 'node:net';
import type { StartTls } from './starttls.ts';

/** One address of a name, and how to speak to it. */
export interface Place {
  /** As the certificate must name it. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly startTls?: StartTls;
}

/** A socket to the address itself: nothing is looked up again between the check of an address and its use. */
export function socketTo({ address, port }: Place): Socket {
  if (isIP(address) === 0) throw new TypeError(`${address} is no address`);
  return connect({ host: address, port, noDelay: true });
}
