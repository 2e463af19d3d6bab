/** Whether each line is not counted (0), missed (1) or hit (2), by its number. */
export interface LineStates {
  states: Uint8Array<ArrayBuffer>;
  /** One more than the highest number so far. */
  used: number;
  covered: number;
  total: number;
}

export const highestLine = 10_000_000;

/** The room may be used again and again, as long as it is emptied. */
export function newLines(room: Uint8Array<ArrayBuffer> = new Uint8Array(64)): LineStates {
  return { states: room, used: 0, covered: 0, total: 0 };
}

export function markLine(lines: LineStates, line: number, isHit: boolean): void {
  if (line >= lines.states.length) lines.states = withRoomFor(lines, line);
  if (line >= lines.used) lines.used = line + 1;
  const before = lines.states[line];
  if (before === 0) lines.total += 1;
  if (isHit && before !== 2) lines.covered += 1;
  if (isHit) lines.states[line] = 2;
  else if (before === 0) lines.states[line] = 1;
}

function withRoomFor(lines: LineStates, line: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(line + 1, lines.states.length * 2));
  larger.set(lines.states.subarray(0, lines.used));
  return larger;
}

export function isLine(line: number | undefined): line is number {
  return line !== undefined && Number.isSafeInteger(line) && line > 0 && line <= highestLine;
}
