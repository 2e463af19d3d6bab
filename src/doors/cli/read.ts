import { resolve } from 'node:path';
import { formats, type ReportFormat } from '../../gates/reports/formats.ts';
import { readReport } from '../../gates/reports/read.ts';
import { nearest, ProblemError } from '../../ground/problem.ts';
import { jsonText } from '../../views/json.ts';
import { reportText } from '../../views/report.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { Io } from './io.ts';
import { sayProblems } from './say.ts';

/** Prints the facts of a report, or why there are none. */
export async function read(asked: Asked, io: Io): Promise<ExitCode> {
  const [file = ''] = asked.operands;
  const format = formatNamed(asked.values.get('format'));
  const isJson = asked.switches.has('json');
  try {
    const options = { name: file, signal: io.signal, ...(format !== undefined && { format }) };
    const report = await readReport(resolve(io.cwd, file), options);
    io.stdout.write(isJson ? jsonText(report) : reportText(report));
    return exitCodes.go;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const [first, ...others] = error.problems;
    if (isJson) io.stdout.write(jsonText({ error: first, ...(others.length > 0 && { others }) }));
    else sayProblems(error.problems, io);
    return exitCodes['cannot-tell'];
  }
}

function formatNamed(name: string | undefined): ReportFormat | undefined {
  if (name === undefined) return undefined;
  const names = formats.map(({ format }) => format);
  const known = names.find((each) => each === name);
  if (known !== undefined) return known;
  const meant = nearest(name, names);
  throw new ProblemError({
    code: 'cli.usage',
    message: `there is no format ${name}`,
    remedy: `${meant === undefined ? '' : `Did you mean ${meant}? `}Known: ${names.join(', ')}.`,
  });
}
