// What the App of the demo writes: a comment with boxes, and a check that follows them.
import { boxesShown } from '../stories/boxes.ts';

interface Item {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

const sections: readonly (readonly [title: string, items: readonly Item[]])[] = [
  [
    'Quality',
    [
      {
        id: 'tests.reviewed',
        title: 'Tests of what changed were read by a second person',
        why: 'A test that cannot fail proves nothing.',
      },
      { id: 'notes.written', title: 'Release notes say what users must do', why: 'Nobody reads the commits.' },
    ],
  ],
  [
    'Security',
    [
      { id: 'tls.min-version', title: 'TLS 1.2 or newer on every public address', why: 'Older versions can be read on the way.' },
      { id: 'secrets.rotated', title: 'Keys of people who left were changed', why: 'They still know them.' },
    ],
  ],
  [
    'Operations',
    [
      { id: 'backup.restored', title: 'A backup was restored this month', why: 'A backup that was never restored is a hope.' },
      {
        id: 'rollback.known',
        title: 'Everybody on call knows how to roll back',
        why: 'At night there is no time to look it up.',
      },
    ],
  ],
];

export function demoBoard(head: string): string {
  const parts = sections.map(([title, items]) => {
    const lines = items.flatMap(({ id, title: words, why }) => [`- [ ] **${words}** <!-- demo:${id} -->`, `  <sub>${why}</sub>`]);
    return `<details open>\n<summary><b>${title}</b> (${items.length})</summary>\n\n${lines.join('\n')}\n\n</details>`;
  });
  const checked = '| result | proved by the machine | found | limit |\n| --- | --- | ---: | ---: |';
  const rows = '| ✅ | Lines covered by tests | 91 % | 80 % |\n| ✅ | Known holes in dependencies | 0 | 0 |';
  return `<!-- demo-board head=${head} -->\n## Release checklist\n\n${parts.join('\n\n')}\n\n${checked}\n${rows}\n\nTick a box when it is done. ~~Nobody looks~~ Everybody sees who ticked it.\n`;
}

export interface Outcome {
  readonly conclusion: 'success' | 'action_required';
  readonly title: string;
  readonly summary: string;
}

export function outcomeOf(body: string): Outcome {
  const open = boxesShown(body).filter(({ checked }) => !checked);
  if (open.length === 0) return { conclusion: 'success', title: 'GO', summary: 'Every box is ticked.' };
  const list = open.map(({ text }) => `- ${/\*\*(?<title>.+?)\*\*/.exec(text)?.groups?.['title'] ?? text}`);
  return { conclusion: 'action_required', title: `WAITING: ${open.length} to do`, summary: `Still open:\n\n${list.join('\n')}` };
}
