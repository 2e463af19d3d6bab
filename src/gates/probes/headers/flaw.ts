/** Which presets ask for it. `observatory` is what must not be wrong whatever the score says. */
export type Preset = 'observatory' | 'owasp' | 'api' | 'strict';

/** Something wrong with one page, whatever its score. */
export interface Flaw {
  readonly id: string;
  readonly title: string;
  readonly severity: 'high' | 'medium' | 'low';
  readonly presets: readonly Preset[];
}

export const always: readonly Preset[] = ['observatory', 'owasp', 'api', 'strict'];

type Rule = readonly [isSo: boolean, id: string, severity: Flaw['severity'], title: string];

/** The flaws whose condition holds. */
export function flawsFrom(presets: readonly Preset[], rules: readonly Rule[]): Flaw[] {
  return rules.flatMap(([isSo, id, severity, title]) => (isSo ? [{ id, title, severity, presets }] : []));
}
