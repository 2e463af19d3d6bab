import type { ItemVerdict } from '../../verdict/verdict.ts';
import type { Part } from '../budget.ts';
import { detailOf, drawnOf, optionalText, supportText } from '../detail.ts';
import { type Handles, noHandles } from '../handles.ts';
import { markOf } from '../marks.ts';
import type { Branch } from '../order.ts';
import { safe, valueText } from './words.ts';

const table = '| | | |\n| --- | --- | --- |\n';

/** A table for each section; one in which all is done folds away, so that what is open is seen at once. */
export function sectionParts(root: Branch, handles: Handles = noHandles): Part[] {
  const loose = root.items.length + root.optional.total > 0 ? [{ ...root, branches: [] }] : [];
  return [...loose, ...root.branches].map((branch) => {
    const share = branch.required === 0 ? '' : ` · ${branch.done} of ${branch.required}`;
    const rows = tableRows(branch, 0, handles);
    const title = branch.place.title === '' ? 'Items' : branch.place.title;
    if (branch.required === 0 || branch.done < branch.required) return { head: `\n## ${safe(title)}${share}\n\n${table}`, rows };
    const summary = `<summary>✅ <b>${safe(title)}</b>${share}</summary>`;
    return { head: `\n<details>${summary}\n\n${table}`, rows, tail: '\n</details>\n' };
  });
}

function tableRows({ items, branches, optional }: Branch, depth: number, handles: Handles): string[] {
  const folded = optional.total === 0 ? [] : [`| | ${optionalText(optional)} | |\n`];
  return [
    ...items.map((item) => itemRow(item, handles.get(item.id))),
    ...folded,
    ...branches.flatMap((branch) => [groupRow(branch, depth), ...tableRows(branch, depth + 1, handles)]),
  ];
}

function groupRow({ place, done, required }: Branch, depth: number): string {
  return `| | ${'› '.repeat(depth)}**${safe(place.title)}** | ${required === 0 ? '' : `${done} of ${required}`} |\n`;
}

function itemRow(item: ItemVerdict, handle: string | undefined): string {
  const mark = markOf(item);
  const drawn = drawnOf(item);
  const support = item.support.map(supportText);
  const said = drawn.length > 0 ? [mark.word, ...drawn.map(valueText)] : [safe(detailOf(item))];
  return `| ${mark.icon} | ${safe(item.title)}${handle === undefined ? '' : ` · ${safe(handle)}`} | ${[...said, ...support.map(safe)].join('<br>')} |\n`;
}
