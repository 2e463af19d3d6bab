// Policies as people write them, for asking about.
import { readConfig } from '../../../src/checklist/config.ts';
import { type Reading, understand } from '../../../src/checklist/lint/reading.ts';
import { readChecklist } from '../../../src/checklist/written.ts';

export const now = '2027-03-01T10:00:00Z';

/** A checklist of one section with these items, in YAML flow style, and what the config says besides naming it. */
export function reading(items: readonly string[], config = '', section = 'Quality'): Reading {
  const lines = items.map((item) => `      - ${item}\n`).join('');
  const text = `format: gonogo/checklist/1\ntitle: Release\nsections:\n  - title: ${section}\n    items:\n${lines}`;
  return understand({
    config: readConfig({ file: '.github/gonogo.yml', text: `version: 1\nchecklist: ./release.yml\n${config}` }),
    checklists: [readChecklist({ file: 'release.yml', text })],
    commit: 'workspace',
  });
}

/** So many boxes that nobody owns. */
export function boxes(count: number, title = 'Look at part'): string[] {
  return Array.from({ length: count }, (_, index) => `{ id: box-${index}, title: ${title} ${index} }`);
}
