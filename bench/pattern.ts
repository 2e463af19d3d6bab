// What a pattern or glob that was made to stall costs against a long text: time must grow with the text, and not with its choices.
// node bench/pattern.ts
import process from 'node:process';
import { medianMs } from '../scripts/median.ts';
import { compileGlob } from '../src/ground/glob.ts';
import { compilePattern } from '../src/ground/pattern.ts';

const long = (length: number) => `${'a'.repeat(length)}!`;

const cases: Readonly<Record<string, (length: number) => boolean>> = {
  '(a+)+$': (length) => compilePattern('(a+)+$').test(long(length)),
  '(a|aa)*b': (length) => compilePattern('(a|aa)*b').test(long(length)),
  'glob *a*a*a*a*b': (length) => compileGlob('*a*a*a*a*b')(long(length)),
};

process.stdout.write(`Patterns, Node ${process.version}\n`);
for (const [name, run] of Object.entries(cases)) {
  const [short, tenfold] = [1_000, 10_000].map((length) => medianMs(() => run(length)));
  process.stdout.write(
    `${name.padEnd(18)} ${(short ?? 0).toFixed(1).padStart(6)} ms for 1,000 ${(tenfold ?? 0).toFixed(1).padStart(6)} ms for 10,000\n`,
  );
}
