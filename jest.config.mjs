import { availableParallelism } from 'node:os';

export default {
  // Node's own, with a way out to what files of tests share.
  testEnvironment: '<rootDir>/scripts/jest-environment.mjs',
  // More than there are cores: one worker at a time has a file that mostly waits for programs.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/scripts/jest-sequencer.mjs',
  // Every file of tests leaves something of its world behind. A worker that holds much of it spends its time looking through it.
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // What a test uses it imports, so that a name from nowhere is an error.
  injectGlobals: false,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transform.mjs' },
  collectCoverageFrom: ['src/**/*.ts'],
  // Counts in the code itself: a third of the time that asking the engine takes, and branch by branch.
  coverageProvider: 'babel',
  coverageReporters: ['text-summary', 'json-summary', 'lcov'],
  // Only against a test that hangs: a busy machine is slow.
  testTimeout: 300_000,
};
