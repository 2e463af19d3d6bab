import { createSign } from 'node:crypto';

const lastsSeconds = 540;
const backSeconds = 60;

/** How an App signs in as itself. `now` is the platform's time as far as it is known, in milliseconds. */
export function appJwt({
  appId,
  privateKey,
  now,
}: {
  readonly appId: number;
  readonly privateKey: string;
  readonly now: number;
}): string {
  const seconds = Math.floor(now / 1000);
  const head = part({ alg: 'RS256', typ: 'JWT' });
  const claims = part({ iat: seconds - backSeconds, exp: seconds + lastsSeconds, iss: String(appId) });
  const signature = createSign('RSA-SHA256').update(`${head}.${claims}`).sign(privateKey, 'base64url');
  return `${head}.${claims}.${signature}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
