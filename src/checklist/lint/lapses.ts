import { compareInstants, formatInstant, plus } from '../../ground/instant.ts';
import { own } from '../bind.ts';
import type { Item } from '../model.ts';
import type { Entry, Reading } from './reading.ts';
import { aboutConfig, aboutItems, type Warning } from './warning.ts';

/** So long before its end it is worth a word. */
const noticeDays = 14;

/** Exemptions and graces that have ended or are about to, and dates that have come. */
export function lapses(reading: Reading, now: string): Warning[] {
  return reading.entries.flatMap((entry) => lapsesOf(entry.item, now).flatMap((lapse) => placed(lapse, entry, reading)));
}

interface Lapse {
  readonly field: 'notApplicable' | 'debt' | 'enforceFrom';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

function lapsesOf({ id, notApplicable, debt, enforceFrom }: Item, now: string): Lapse[] {
  return [
    ...ending(notApplicable?.until, now, (end) => ({
      field: 'notApplicable',
      code: 'lint.exemption-ends',
      message: `the exemption of ${id} ${end}`,
      remedy: 'See whether it still does not apply: then give it a new end, else take it out.',
    })),
    ...ending(debt?.until, now, (end) => ({
      field: 'debt',
      code: 'lint.debt-ends',
      message: `the debt of ${id} ${end}; without it the item blocks`,
      remedy: `Settle it with ${debt?.owner}, or agree on a new end.`,
    })),
    ...(enforceFrom === undefined || compareInstants(enforceFrom, now) > 0 ? [] : [enforcedAlready(id, enforceFrom)]),
  ];
}

function enforcedAlready(id: string, since: string): Lapse {
  const message = `${id} is enforced since ${formatInstant(since)}: the date says nothing any more`;
  return { field: 'enforceFrom', code: 'lint.enforced-already', message, remedy: 'Take `enforceFrom` out.' };
}

/** Nothing while the end is far. */
function ending(until: string | undefined, now: string, say: (end: string) => Lapse): Lapse[] {
  if (until === undefined || compareInstants(until, plus(now, { days: noticeDays })) > 0) return [];
  const verb = compareInstants(until, now) <= 0 ? 'ended on' : 'ends on';
  return [say(`${verb} ${formatInstant(until)}`)];
}

/** Where it was written: in the configuration, in that of the baseline, or in the checklist. */
function placed({ field, ...said }: Lapse, { item }: Entry, { config, baseline }: Reading): Warning[] {
  const writer = [config, baseline].find((each) => own(each?.written.items, item.id)?.[field] !== undefined);
  return writer ? [aboutConfig({ config: writer }, `items.${item.id}.${field}`, said)] : aboutItems([item], said);
}
