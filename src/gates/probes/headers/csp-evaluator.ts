import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';

// A file of our own between us and a package that is no module: of one that comes late, the bundle would know its default alone.

export type CspFinding = ReturnType<CspEvaluator['evaluate']>[number];

export function evaluateCsp(policy: string): CspFinding[] {
  return new CspEvaluator(new CspParser(policy).csp).evaluate();
}
