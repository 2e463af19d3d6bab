// A file of our own between us and a package that is no module: of one that comes late, the bundle would know its default alone.
export { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
export { CspParser } from 'csp_evaluator/dist/parser.js';
