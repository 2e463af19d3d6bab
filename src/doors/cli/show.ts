import { checklistTree } from '../../views/checklist-tree.ts';
import { checklistView } from '../../views/checklist-view.ts';
import { jsonText } from '../../views/json.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { type Io, sheetFor } from './io.ts';
import { answerProblems } from './json-problems.ts';
import { readMerged, readNamed } from './named-checklist.ts';

/** Prints a checklist as it is understood. */
export async function show(asked: Asked, io: Io): Promise<ExitCode> {
  const isJson = asked.switches.has('json');
  const effective = asked.switches.has('effective');
  try {
    const wanted = {
      name: asked.operands[0],
      cwd: io.cwd,
      config: asked.values.get('config'),
      baseline: asked.values.get('baseline'),
    };
    const view = checklistView(await (effective ? readMerged(wanted) : readNamed(wanted)), { effective });
    io.stdout.write(isJson ? jsonText(view) : checklistTree(view, sheetFor(io, asked)));
    return exitCodes.go;
  } catch (error) {
    return answerProblems(error, { io, isJson });
  }
}
