import { resolve } from 'node:path';
import { replay as judgeAgain, readRecording } from '../../verdict/recording.ts';
import { differences } from '../../views/difference.ts';
import { jsonText } from '../../views/json.ts';
import { foreign } from '../../views/sheet.ts';
import type { Asked } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { readText } from './files.ts';
import type { Io } from './io.ts';
import { keepPage, optionFiles, refuseSameFile } from './outputs.ts';
import { printVerdict } from './print-verdict.ts';
import { sayProblems } from './say.ts';

/** Evidence is ten million bytes at most, and there is little else in a recording. */
const maxBytes = 64 * 1024 * 1024;

/** Judges a recorded case by the rules of today, and compares. */
export async function replay(asked: Asked, io: Io): Promise<ExitCode> {
  const [file = ''] = asked.operands;
  refuseSameFile([{ word: 'RECORDING', file }, ...optionFiles(asked, ['html'])], io.cwd);
  const text = await readText({ name: file, path: resolve(io.cwd, file), maxBytes, what: 'recording' });
  const recording = readRecording(text, file);
  const verdict = judgeAgain(recording);
  if (asked.switches.has('json')) io.stdout.write(jsonText(verdict));
  else printVerdict(verdict, recording.now, { io, colours: !asked.switches.has('no-color') });
  const page = asked.values.get('html');
  const lost = page === undefined ? [] : await keepPage(verdict, { file: page, now: recording.now, cwd: io.cwd });
  sayProblems(lost, io);
  if (lost.length > 0) return exitCodes['cannot-tell'];
  if (recording.verdict === undefined) return exitCodes[verdict.decision];
  const differs = differences(recording.verdict, verdict);
  if (differs.length === 0) return exitCodes[verdict.decision];
  io.stderr.write(`This verdict differs from the recorded one:\n${differs.map((line) => `  ${foreign(line)}\n`).join('')}`);
  return exitCodes.differs;
}
