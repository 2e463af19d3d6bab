import type { SecretOf } from '../../gates/engine/secrets.ts';

const prefix = 'GONOGO_SECRET_';

/** Only what somebody called a secret of Gonogo: a policy names them, and it must not reach for the token of the job. */
export function secretsIn(env: { readonly [name: string]: string | undefined }): SecretOf {
  return (name) => env[prefix + name];
}
