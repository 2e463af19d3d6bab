// Policies as people write them, for asking about.
import { readConfig } from '../../../src/checklist/config.ts';
import { type Reading, understand } from '../../../src/checklist/lint/reading.ts';
import type { Outline } from '../../../src/checklist/outline.ts';
import { readChecklist } from '../../../src/checklist/written.ts';
import type { SourceText } from '../../../src/checklist/yaml.ts';

export const now = '2027-03-01T10:00:00Z';

/** A checklist of one section with these items, in YAML flow style, and what the config says besides naming it. */
export function reading(items: readonly string[], config = '', section = 'Quality'): Reading {
  return whole({ items, config, section });
}

export interface Told {
  readonly items?: readonly string[];
  readonly config?: string;
  readonly section?: string;
  /** Items of components; the config has to name `./own.yml` for each. */
  readonly components?: { readonly [name: string]: readonly string[] };
  /** What the baseline says besides its version, and its items. */
  readonly baseline?: { readonly config?: string; readonly items: readonly string[] };
  readonly catalogue?: readonly SourceText[];
}

/** The same with all that may stand around it. */
export function whole({
  items = [],
  config = '',
  section = 'Quality',
  components = {},
  baseline,
  catalogue = [],
}: Told): Reading {
  const extended = baseline === undefined ? '' : '_extends: acme/base\n';
  const own = Object.entries(components).map(([name, of]) => [name, [outline('own.yml', of, section)]] as const);
  return understand({
    config: readConfig({
      file: '.github/gonogo.yml',
      text: `version: 1\nchecklist: ./release.yml\n${extended}${config}`,
    }),
    checklists: items.length === 0 ? [] : [outline('release.yml', items, section)],
    components: Object.fromEntries(own),
    commit: 'workspace',
    catalogue,
    ...(baseline && {
      baseline: {
        config: readConfig({ file: 'base.yml', text: `version: 1\n${baseline.config ?? ''}` }, { isBaseline: true }),
        checklists: [outline('all.yml', baseline.items, section)],
      },
    }),
  });
}

function outline(file: string, items: readonly string[], section: string): Outline {
  const lines = items.map((item) => `      - ${item}\n`).join('');
  return readChecklist({
    file,
    text: `format: gonogo/checklist/1\ntitle: Release\nsections:\n  - title: ${section}\n    items:\n${lines}`,
  });
}

/** So many boxes that nobody owns. */
export function boxes(count: number, title = 'Look at part'): string[] {
  return Array.from({ length: count }, (_, index) => `{ id: box-${index}, title: ${title} ${index} }`);
}
