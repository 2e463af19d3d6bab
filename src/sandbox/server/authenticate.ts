import { verify } from 'node:crypto';
import { refusal } from '../state/refusal.ts';
import type { Caller } from '../state/who.ts';
import type { World } from '../state/world.ts';

/** Who sends this, by its header alone. */
export function authenticate(world: World, header: string | undefined): Caller {
  if (header === undefined || header === '') return { kind: 'anonymous' };
  const [scheme = '', value = ''] = header.split(/\s+/);
  const token = scheme.toLowerCase() === 'basic' ? (Buffer.from(value, 'base64').toString().split(':').at(-1) ?? '') : value;
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return appFrom(world, token);
  const grant = world.grants.get(token);
  if (grant === undefined || (grant.expiresAt !== null && grant.expiresAt <= world.clock.now())) throw refusal('bad-credentials');
  if (grant.kind === 'installation' && grant.installation.suspendedAt !== null) throw refusal('suspended');
  return { kind: 'token', token, grant };
}

const minute = 60;
/** How far a clock may be ahead. */
const grace = 60;

function appFrom(world: World, jwt: string): Caller {
  const [head = '', claims = '', signature = ''] = jwt.split('.');
  const { alg } = read(head);
  const { iss, iat, exp } = read(claims);
  const app = [...world.apps.values()].find(({ id }) => String(iss) === String(id) || iss === `Iv1.${id}`);
  if (app === undefined || alg !== 'RS256') throw refusal('needs-jwt');
  const now = Math.floor(world.clock.now() / 1000);
  // The official client reads these sentences to set its clock by the Date of the answer.
  if (typeof iat !== 'number' || iat > now + grace) {
    const message = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    throw refusal('needs-jwt', { message });
  }
  if (typeof exp !== 'number' || exp <= now || exp > now + 10 * minute + grace) {
    const message =
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
    throw refusal('needs-jwt', { message });
  }
  const fits = verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), app.key.publicKey, Buffer.from(signature, 'base64url'));
  if (!fits) throw refusal('needs-jwt');
  return { kind: 'app', app };
}

function read(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    throw refusal('needs-jwt');
  }
}
