import { findEntry } from '../../checklist/lint/find-entry.ts';
import { suggestionsFor } from '../../checklist/lint/suggest.ts';
import { itemView } from '../../views/checklist-view.ts';
import { itemPage } from '../../views/item-page.ts';
import { jsonText } from '../../views/json.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { type Io, sheetFor } from './io.ts';
import { answerProblems } from './json-problems.ts';
import { readNamed } from './named-checklist.ts';

/** Prints everything that is known of one item. */
export async function explain(asked: Asked, io: Io): Promise<ExitCode> {
  const isJson = asked.switches.has('json');
  try {
    const reading = await readNamed({
      name: asked.operands[1],
      cwd: io.cwd,
      config: asked.values.get('config'),
      baseline: asked.values.get('baseline'),
    });
    const entry = findEntry(asked.operands[0] ?? '', reading.entries);
    const page = { format: 'gonogo/item/1' as const, item: itemView(entry), suggestions: suggestionsFor(entry.item) };
    io.stdout.write(isJson ? jsonText(page) : itemPage(page, reading, sheetFor(io, asked)));
    return exitCodes.go;
  } catch (error) {
    return answerProblems(error, { io, isJson });
  }
}
