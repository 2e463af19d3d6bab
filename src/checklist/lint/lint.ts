import { onlyCouldBe } from './could-be.ts';
import { lapses } from './lapses.ts';
import { manyBoxes } from './many-boxes.ts';
import { keptSignOffs, unmappedRoles, unowned } from './people.ts';
import type { Reading } from './reading.ts';
import { conditionalSections, sameTitles } from './titles.ts';
import { idleOverrides, unusedSettings } from './unused.ts';
import type { Warning } from './warning.ts';

export interface LintOptions {
  /** ISO 8601. */
  readonly now: string;
  /** Roles that the rules of the verdict ask for themselves. */
  readonly knownRoles: readonly string[];
}

/** All that is allowed and yet worth a look, what weighs most first. */
export function lint(reading: Reading, { now, knownRoles }: LintOptions): Warning[] {
  return [
    ...notesOf(reading),
    ...manyBoxes(reading),
    ...unmappedRoles(reading),
    ...unowned(reading),
    ...keptSignOffs(reading),
    ...onlyCouldBe(reading),
    ...conditionalSections(reading),
    ...sameTitles(reading),
    ...lapses(reading, now),
    ...unusedSettings(reading, knownRoles),
    ...idleOverrides(reading),
  ];
}

/** What the reader of a checklist wondered about, at its place. */
function notesOf({ outlines }: Reading): Warning[] {
  return [...new Set(outlines)].flatMap(({ file, notes = [] }) =>
    notes.map((note) => ({ file, line: 1, ...note, mentions: [] })),
  );
}
