import { problem } from '../problem.ts';
import type { StepWork } from '../step-work.ts';

/** With their defaults; what the real action knows and this one does not is said, not passed over. */
export function inputsOf<Name extends string>(
  { inputs }: StepWork,
  action: string,
  known: Readonly<Record<Name, string>>,
): Record<Name, string> {
  const strange = Object.keys(inputs).find((name) => !Object.hasOwn(known, name));
  if (strange !== undefined)
    throw problem(action, `the sandbox does not know "${strange}"; it knows ${Object.keys(known).join(', ')}`);
  return { ...known, ...inputs };
}
