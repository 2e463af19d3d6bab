import type { Verdict } from '../../verdict/verdict.ts';
import { terminalReport } from '../../views/terminal.ts';
import { type Io, painterFor, widthOf } from './io.ts';

/** Prints the report as wide and as colourful as whoever reads it can have it. */
export function printVerdict(verdict: Verdict, now: string, { io, colours }: { io: Io; colours: boolean }): void {
  io.stdout.write(terminalReport(verdict, { width: widthOf(io), paint: painterFor(io, colours), now }));
}
