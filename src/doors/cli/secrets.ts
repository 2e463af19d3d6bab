import { type SecretOf, secretPrefix } from '../../gates/engine/secrets.ts';

/** Only what somebody called a secret of Gonogo: a policy names them, and it must not reach for the token of the job. */
export function secretsIn(env: { readonly [name: string]: string | undefined }): SecretOf {
  return (name) => env[secretPrefix + name];
}
