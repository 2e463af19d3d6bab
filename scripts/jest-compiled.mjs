// Each file of tests is a world of its own, in which jest compiles itself and every package anew. What became of a text the first time
// is given to the next world as well.
import vm from 'node:vm';

const { compileFunction } = vm;

/**
 * The engine keeps what it made of a script, and knows it again by text and name; of a function it keeps nothing. A script that may
 * import while it runs is told apart from all others, so that only one that cannot is compiled so.
 */
export function compileKept(code, parameters = [], options = {}) {
  const { filename, parsingContext } = options;
  if (parsingContext === undefined || /\bimport\s*\(/.test(code)) return compileFunction(code, parameters, options);
  const head = `(function (${parameters.join(',')}) {`;
  // A comment in the last line would take the bracket with it.
  return new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }).runInContext(parsingContext);
}

/** Jest takes it from there whenever it compiles. */
export function keepWhatIsCompiled() {
  vm.compileFunction = compileKept;
}
