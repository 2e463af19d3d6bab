import { lint as warningsOf } from '../../checklist/lint/lint.ts';
import type { Reading } from '../../checklist/lint/reading.ts';
import { suggest } from '../../checklist/lint/suggest.ts';
import { ProblemError } from '../../ground/problem.ts';
import { roles } from '../../verdict/people.ts';
import { jsonText } from '../../views/json.ts';
import { type LintReport, lintReport } from '../../views/lint-report.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { type Io, sheetFor } from './io.ts';
import { answerProblems } from './json-problems.ts';
import { readNamed } from './named-checklist.ts';

/** Says every problem of a checklist, or what is allowed and yet worth a look. Only problems are an exit code. */
export async function lint(asked: Asked, io: Io): Promise<ExitCode> {
  const isJson = asked.switches.has('json');
  try {
    const reading = await readNamed({
      name: asked.operands[0],
      cwd: io.cwd,
      config: asked.values.get('config'),
      baseline: asked.values.get('baseline'),
    });
    const report = reportOf(reading, asked);
    if (isJson) io.stdout.write(jsonText({ format: 'gonogo/lint/1', problems: [], ...report }));
    else io.stdout.write(lintReport(report, sheetFor(io, asked)));
    return exitCodes.go;
  } catch (error) {
    if (!isJson || !(error instanceof ProblemError)) return answerProblems(error, { io, isJson: false });
    io.stdout.write(jsonText({ format: 'gonogo/lint/1', problems: error.problems, warnings: [] }));
    return exitCodes['cannot-tell'];
  }
}

function reportOf(reading: Reading, { switches }: Asked): LintReport {
  const { policy, config, baseline } = reading;
  const options = { now: new Date().toISOString(), knownRoles: Object.values(roles) };
  return {
    title: policy.checklist.title,
    items: policy.checklist.items.length,
    warnings: warningsOf(reading, options),
    ...(switches.has('suggest') && { suggestions: suggest(reading) }),
    configured: Object.keys({ ...baseline?.written.gates, ...config.written.gates }),
  };
}
