import process from 'node:process';
import { ProblemError } from '../src/ground/problem.ts';

/** Milliseconds of processor time that a call takes, the middle of five after one to warm up: a busy machine changes them little. */
function processorMs(call: () => unknown): number {
  const times = Array.from({ length: 6 }, () => {
    const start = process.cpuUsage();
    call();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  });
  return times.slice(1).toSorted((a, b) => a - b)[2] ?? Number.NaN;
}

/** What becomes of each text, and how long that takes beside the honest checklist of 2,000 items. */
export function compareTexts(title: string, texts: Readonly<Record<string, string>>, read: (text: string) => unknown): void {
  const outcomeOf = (text: string): string => {
    try {
      read(text);
      return 'read';
    } catch (error) {
      if (error instanceof ProblemError) return error.problems[0]?.code ?? 'no problem';
      throw error;
    }
  };
  process.stdout.write(`${title}, Node ${process.version}\n`);
  const figures = Object.entries(texts).map(([name, text]) => ({ name, text, took: processorMs(() => outcomeOf(text)) }));
  const honest = figures.find(({ name }) => name === '2,000 items')?.took ?? Number.NaN;
  for (const { name, text, took } of figures) {
    const row = [name.padEnd(18), took.toFixed(1).padStart(7), 'ms', (took / honest).toFixed(2).padStart(6), '', outcomeOf(text)];
    process.stdout.write(`${row.join(' ')}\n`);
  }
}
