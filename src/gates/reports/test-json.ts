import { fieldOf, hasField, type Sketch, sketchOf } from './sketch.ts';
import type { Source } from './source.ts';
import type { TestTally } from './test-tally.ts';

type Shape = 'ctrf' | 'jest' | 'mocha' | 'go-test';

/** Which of the shapes of JSON that test runners write it is. */
export function testShapeOf({ json, documents }: Sketch): Shape | undefined {
  const [first] = documents.length > 0 ? documents : [json];
  if (hasField(first, 'Action') && (hasField(first, 'Package') || hasField(first, 'ImportPath'))) return 'go-test';
  if (hasField(json, 'numTotalTests') || hasField(json, 'numTotalTestSuites')) return 'jest';
  if (fieldOf(json, 'reportFormat') === 'CTRF' || isCtrf(json)) return 'ctrf';
  return hasField(json, 'stats') && hasField(json, 'tests') ? 'mocha' : undefined;
}

/** Before its first version the format did not name itself. */
function isCtrf(json: unknown): boolean {
  const results = fieldOf(json, 'results');
  return hasField(results, 'tool') && (hasField(results, 'summary') || hasField(results, 'tests'));
}

/** Adds a report of tests in JSON, whichever runner wrote it. */
export async function addTestJson(source: Source, tally: TestTally) {
  switch (testShapeOf(sketchOf(source.head))) {
    case 'jest':
      return (await import('./jest-results.ts')).addJest(source, tally);
    case 'mocha':
      return (await import('./mocha.ts')).addMocha(source, tally);
    case 'go-test':
      return (await import('./go-test.ts')).addGoTest(source, tally);
    // What is none of them is refused there.
    case 'ctrf':
    case undefined:
      return (await import('./ctrf.ts')).addCtrf(source, tally);
  }
}
