import type { ItemId } from '../../checklist/model.ts';
import { type Marker, readMarker } from './marker.ts';

/** One comment of a board, read back. */
export interface BoardText {
  readonly marker: Marker;
  /** In the order of the body. */
  readonly boxes: ReadonlyMap<ItemId, boolean>;
  /** The body with every box empty: two bodies with the same one differ in ticks only. */
  readonly skeleton: string;
}

const boxLine = /^- \[([ xX])\] .* <!-- gonogo:([a-z0-9]+(?:[.-][a-z0-9]+)*) -->$/;
const boxAt = '- ['.length;

/** A box and the item that it stands for, in one line of a body. */
export function boxLineOf(box: { readonly ticked: boolean; readonly text: string; readonly id: ItemId }): string {
  return `- [${box.ticked ? 'x' : ' '}] ${box.text} <!-- gonogo:${box.id} -->`;
}

/** What GitHub and browsers do to white space on the way means nothing. */
export function normal(body: string): string {
  const lines = body.replace(/\r\n?/g, '\n').split('\n').map(withoutSpaceAtEnd);
  while (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

/** A pattern that looks for the end of a line from every space of it takes minutes where there are many. */
function withoutSpaceAtEnd(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' || line[end - 1] === '\t') end -= 1;
  return line.slice(0, end);
}

/** Undefined when it is no board, or one in which a box stands twice. */
export function readBody(body: string): BoardText | undefined {
  const lines = normal(body).split('\n');
  const marker = readMarker(lines[0] ?? '');
  if (marker === undefined) return undefined;
  const boxes = new Map<ItemId, boolean>();
  for (const [index, line] of lines.entries()) {
    const [, box, id] = boxLine.exec(line) ?? [];
    if (box === undefined || id === undefined) continue;
    if (boxes.has(id)) return undefined;
    boxes.set(id, box !== ' ');
    lines[index] = withBox(line, ' ');
  }
  return { marker, boxes, skeleton: lines.join('\n') };
}

/** The same body with these boxes set; others stay as they are. */
export function setBoxes(body: string, boxes: ReadonlyMap<ItemId, boolean>): string {
  const lines = body.split('\n').map((line) => {
    const id = boxLine.exec(line)?.[2];
    const ticked = id === undefined ? undefined : boxes.get(id);
    return ticked === undefined ? line : withBox(line, ticked ? 'x' : ' ');
  });
  return lines.join('\n');
}

function withBox(line: string, box: string): string {
  return line.slice(0, boxAt) + box + line.slice(boxAt + 1);
}
