import { s } from './schema.ts';

const name = () => s.text({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$" });

/** What live gates may be told to send along; how they do it is theirs. */
export const requestFields = () => ({
  headers: s.optional(
    s.array(s.object({ name: name(), value: s.text({ maxLength: 4_000 }) }), {
      maxItems: 30,
      description: 'Headers of each request. No secrets: a policy is read by everybody.',
    }),
  ),
  secretHeaders: s.optional(
    s.array(s.object({ name: name(), secret: s.text({ pattern: '^[A-Z][A-Z0-9_]{0,59}$' }) }), {
      maxItems: 10,
      description:
        'Headers whose whole value is the secret of this name, from the environment as GONOGO_SECRET_NAME. They go to the origin of the target only.',
    }),
  ),
});

/** A page that is not there, or cannot be: what its answer sends says nothing of those that are. */
export function isGone(status: number): boolean {
  return status === 404 || status === 410 || status >= 500;
}

export interface RequestFields {
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly secretHeaders?: readonly { readonly name: string; readonly secret: string }[];
}

/** A path of the target, or a whole address. */
export const address = (description: string) => s.text({ minLength: 1, maxLength: 2_000, description });
