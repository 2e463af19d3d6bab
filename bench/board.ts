// How long it takes to write a board of 2,000 items and to read an edit of it: node bench/board.ts. Each is done ten times to warm up and
// thirty times to measure; shown are the quickest, which a busy machine changes least, and the middle one.
import process from 'node:process';
import { assemblePolicy } from '../src/checklist/assemble.ts';
import { readConfig } from '../src/checklist/config.ts';
import { readOutlines } from '../src/checklist/read.ts';
import type { Facts } from '../src/verdict/facts.ts';
import { judge } from '../src/verdict/judge.ts';
import { boardOf } from '../src/views/board/board.ts';
import { readEdit } from '../src/views/board/edit.ts';

const rows = Array.from({ length: 2_000 }, (_, at) => {
  const heading = at % 40 === 0 ? `\n## Part ${at / 40}: database, servers & networks\n\n` : '';
  const criteria = at % 4 === 0 ? '  - It was tried on a copy\n  - Somebody else has looked at it\n' : '';
  return `${heading}- [ ] Item ${at} is configured, tested (on a copy) and written down\n${criteria}`;
});
const config = readConfig({ file: 'gonogo.yml', text: 'version: 1\nchecklist: ./list.md\nsolo: true\n' });
const policy = assemblePolicy({
  config,
  ...(await readOutlines([{ file: 'list.md', text: `# Release\n${rows.join('')}` }])),
  commit: 'a'.repeat(40),
});
const facts: Facts = {
  head: { sha: 'b'.repeat(40), tree: 'c'.repeat(40), changeSet: null },
  commits: {},
  changedPaths: [],
  labels: [],
  branch: 'release/1',
  base: 'main',
  authorKind: 'human',
  environment: null,
  components: [],
  authors: [1],
  people: {},
  runs: { state: 'completed', since: '2026-01-01T00:00:00Z' },
  merge: null,
  releasedAt: null,
  rollbackOpenedAt: null,
  debts: [],
};
const subject = { kind: 'pull-request', repoId: 1, number: 1, sha: facts.head.sha } as const;
const verdict = judge({ subject, policy, evidence: [], statements: [], facts, now: '2026-01-02T00:00:00Z' });
const { bodies } = boardOf({ verdict, policy, revision: 1 });
const [from = ''] = bodies;
const to = from.replace('- [ ]', '- [x]');

function times(what: () => unknown): string {
  const taken = Array.from({ length: 40 }, () => {
    const start = performance.now();
    what();
    return performance.now() - start;
  })
    .slice(10)
    .toSorted((a, b) => a - b);
  return [taken[0] ?? 0, taken[15] ?? 0].map((ms) => `${ms.toFixed(1).padStart(7)} ms`).join('');
}

process.stdout.write(
  `Board of ${verdict.items.length} items in ${bodies.length} comments, Node ${process.version}: quickest, middle\n`,
);
process.stdout.write(`written          ${times(() => boardOf({ verdict, policy, revision: 1 }))}\n`);
process.stdout.write(`one edit read    ${times(() => readEdit({ from, to, history: [{ body: from, isOurs: true }] }))}\n`);
