import type { Verdict } from '../../verdict/verdict.ts';
import { fit } from '../budget.ts';
import { evidencePart } from '../markdown/evidence.ts';
import { sectionParts } from '../markdown/sections.ts';
import { treeOf } from '../order.ts';
import { type CheckRunOptions, elsewhere, handlesIn, mostBytes } from './options.ts';

/** What one looks things up in: the evidence, then every section. Evidence takes a third of the room at most. */
export function textOf(verdict: Verdict, options: CheckRunOptions): string {
  const handles = handlesIn(options);
  const more = (rows: number) => `\n_${rows} more, for which there is no room here: ${elsewhere(options)}._\n`;
  const part = evidencePart(verdict, { now: options.now, handles });
  const evidence = part === undefined ? '' : fit([part], { bytes: Math.floor(mostBytes / 3), more, foot: '' });
  return fit([{ head: evidence, rows: [] }, ...sectionParts(treeOf(verdict), handles)], { bytes: mostBytes, more, foot: '' });
}
