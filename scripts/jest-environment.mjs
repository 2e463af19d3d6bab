// Jest gives each file of tests a world of its own; what is made out here stays for all files that one worker runs.
import process from 'node:process';
import { TestEnvironment } from 'jest-environment-node';
import { keepWhatIsCompiled } from './jest-compiled.mjs';
import { createCounts } from './jest-coverage.mjs';

keepWhatIsCompiled();
const counts = createCounts();

// Nothing is left to be done by then. To take the memory of hundreds of worlds apart takes longer than jest waits for a worker to go.
if (process.send) process.once('beforeExit', () => process.exit());

export default function environmentOf(...about) {
  const environment = new TestEnvironment(...about);
  // Read and started only by who asks for it.
  environment.global.gonogoEngines = () => import('../__tests__/store/bed/engines.ts');
  environment.global.gonogoCounts = counts.countsOf;
  environment.handleTestEvent = ({ name }) => {
    if (name === 'run_finish') Reflect.set(environment.global, '__coverage__', counts.news());
  };
  return environment;
}
