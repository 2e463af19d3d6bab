// Reads jest's JSON result and prints `PASSED FAILED`: skipped tests count as neither, and whatever could not be read, run or
// explained counts as a failure. Runs in any Node, like what calls it.
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [file = '', exitCode = ''] = process.argv.slice(2);

function tally() {
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [0, 1];
  }
  const { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites, success } = result ?? {};
  if (![passed, numFailedTests, numRuntimeErrorTestSuites].every(Number.isSafeInteger)) return [0, 1];
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  // A leak, a crash at the end or an obsolete snapshot: jest says no although no test does.
  const otherwise = exitCode !== '0' || success !== true || passed === 0;
  return [passed, failed === 0 && otherwise ? 1 : failed];
}

process.stdout.write(`${tally().join(' ')}\n`);
