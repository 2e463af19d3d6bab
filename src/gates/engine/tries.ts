import { s } from './schema.ts';

/** How often and how long something is asked until it is as it should be. */
export const triesFields = () => ({
  inARow: s.optional(s.integer({ minimum: 1, maximum: 50, description: 'So many answers in a row must be right.' })),
  within: s.optional(s.number({ minimum: 1, maximum: 270, description: 'Seconds until it is given up.' })),
  every: s.optional(
    s.number({ minimum: 0.05, maximum: 60, description: 'Seconds between two answers; longer after one that was wrong.' }),
  ),
});

export interface Tries {
  readonly inARow?: number;
  readonly within?: number;
  readonly every?: number;
}
