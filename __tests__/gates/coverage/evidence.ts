import type { CoverageEvidence } from '../../../src/gates/coverage/shape.ts';

export const count = (covered: number, total: number) => ({ covered, total });

/** Two files, of which one is not covered at all. */
export function evidenceOf(more: Partial<CoverageEvidence> = {}): CoverageEvidence {
  return {
    reports: [{ path: 'lcov.info', format: 'lcov' }],
    files: 2,
    ignored: 0,
    totals: { lines: count(8, 10) },
    lowest: {
      lines: {
        of: 2,
        files: [
          { path: 'b.ts', ...count(0, 2) },
          { path: 'a.ts', ...count(8, 8) },
        ],
      },
    },
    doubts: [],
    ...more,
  };
}
