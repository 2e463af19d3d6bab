import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/checklist/policy.ts';
import { type Recording, readRecording, replay, writeRecording } from '../../src/verdict/recording.ts';
import { boardOf } from '../../src/views/board/board.ts';
import { handlesOf } from '../../src/views/board/handles.ts';
import { checkRunOutput } from '../../src/views/check-run.ts';
import { jsonText } from '../../src/views/json.ts';
import { jobSummary } from '../../src/views/summary.ts';
import { terminalReport } from '../../src/views/terminal.ts';
import { stories } from './stories.ts';

const told = stories();
const path = (story: string, file: string) => fileURLToPath(new URL(`recorded/${story}/${file}`, import.meta.url));

/** `GONOGO_GOLDEN=write npm test -- scenarios` writes the golden files anew; look at the difference before you commit it. */
const rewrite = process.env['GONOGO_GOLDEN'] === 'write';

function golden(story: string, file: string, text: string): string {
  if (rewrite) {
    mkdirSync(path(story, ''), { recursive: true });
    writeFileSync(path(story, file), text);
  }
  return readFileSync(path(story, file), 'utf8');
}

const links = { board: 'https://github.com/shop/web/pull/128#issuecomment-1' };

function policyOf({ policy }: Recording): Policy {
  if (!('checklist' in policy)) throw new Error('the shop has a policy');
  return policy;
}

describe.each(told)('$name', ({ name, recording }) => {
  const { now } = recording;

  test('is recorded as it is told', () => {
    expect(writeRecording(recording)).toBe(golden(name, 'recording.json', writeRecording(recording)));
  });

  test('is judged from its recording as it was told', () => {
    expect(replay(readRecording(readFileSync(path(name, 'recording.json'), 'utf8'), name))).toEqual(recording.verdict);
  });

  test('reads as it did in the terminal and in the summary', () => {
    const verdict = replay(recording);
    const terminal = terminalReport(verdict, { width: 100, paint: (_, text) => text, now });
    expect(terminal).toBe(golden(name, 'terminal.txt', terminal));
    const summary = jobSummary(verdict, { now });
    expect(summary).toBe(golden(name, 'summary.md', summary));
  });

  test('stands on the board as it did', () => {
    const board = boardOf({ verdict: replay(recording), policy: policyOf(recording), revision: 1 }).bodies.join('\n');
    expect(board).toBe(golden(name, 'board.md', board));
  });

  test('is published as it was: what one reads, and what GitHub makes of it', () => {
    const verdict = replay(recording);
    const handles = handlesOf(policyOf(recording).checklist.items);
    const { summary, text, ...rest } = checkRunOutput(verdict, { now, handles, links });
    const page = `${summary}\n---\n\n${text}`;
    expect(page).toBe(golden(name, 'check-run.md', page));
    expect(jsonText(rest)).toBe(golden(name, 'check-run.json', jsonText(rest)));
  });
});

test('the stories end as they are called', () => {
  const ends = Object.fromEntries(
    told.map(({ name, recording }) => [name, [recording.verdict?.decision, recording.verdict?.emergency !== undefined]]),
  );
  expect(ends).toEqual({
    'half-way': ['waiting', false],
    go: ['go', false],
    'no-go': ['no-go', false],
    emergency: ['go', true],
    'a-day-later': ['waiting', false],
  });
});
