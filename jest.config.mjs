export default {
  testEnvironment: 'node',
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
};
