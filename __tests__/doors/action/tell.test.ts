import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openLog } from '../../../src/doors/action/log.ts';
import { annotate, failsBy, handOver, say, sayVerdict, type Telling } from '../../../src/doors/action/tell.ts';
import type { ItemVerdict, Verdict } from '../../../src/verdict/verdict.ts';
import { anyCharacter } from '../../ground/character.ts';
import { fakeIo } from '../fake-io.ts';
import { hear } from './hear.ts';
import { failedItem, verdictOf } from './verdicts.ts';

const now = '2026-11-20T10:00:00Z';
const nothing = { isAttested: false, problems: [], notes: [] };

function telling(items: readonly ItemVerdict[], more: Partial<Telling> = {}): Telling {
  return {
    verdict: verdictOf(items),
    problems: [],
    notes: [],
    kept: nothing,
    policyCommit: 'a'.repeat(40),
    prefix: '',
    now,
    ...more,
  };
}

function said(act: (log: ReturnType<typeof openLog>) => void): string {
  let text = '';
  act(openLog((more) => (text += more)));
  return text;
}

const annotationsOf = (told: Telling) => hear(said((log) => annotate(told, log)));

describe('annotations', () => {
  const finding = { id: 'f', title: 'Lodash is old', file: 'src/a.ts', line: 3 };

  test('stand beside the line they are about, seen from the repository', () => {
    const heard = annotationsOf(telling([failedItem('a', [finding])], { prefix: 'services/api/' }));
    expect(heard).toEqual([
      {
        command: 'error',
        properties: { file: 'services/api/src/a.ts', line: '3', title: 'Title a (coverage)' },
        data: expect.stringContaining('Lodash is old'),
      },
    ]);
  });

  test.each([
    ['nowhere', { id: 'f', title: 'x' }],
    ['in a path of Windows', { ...finding, file: 'C:\\work\\src\\a.ts' }],
    ['outside of the repository', { ...finding, file: '../a.ts' }],
    ['by an absolute path', { ...finding, file: '/builds/a.ts' }],
    ['on no line', { ...finding, line: 0 }],
  ])('what is %s stands at the top, and is not lost', (_, odd) => {
    expect(annotationsOf(telling([failedItem('a', [odd])]))).toEqual([
      { command: 'error', properties: { title: 'Title a' }, data: expect.stringContaining('it failed') },
    ]);
  });

  test('ten of each kind, no more: the runner would drop the rest in its own order', () => {
    const items = Array.from({ length: 12 }, (_, at) => failedItem(`i${at}`));
    const notes = Array.from({ length: 12 }, (_, at) => `note ${at}`);
    const heard = annotationsOf(telling(items, { notes }));
    expect(heard.map(({ command }) => command)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
  });

  test('problems come first, each with its place', () => {
    const problem = {
      code: 'x',
      message: 'wrong key',
      remedy: 'Mend it.',
      file: '.github/gonogo.yml',
      line: 3,
      column: 5,
      path: 'gates',
    };
    const heard = annotationsOf(telling([failedItem('a')], { problems: [problem], prefix: 'services/' }));
    expect(heard[0]).toEqual({
      command: 'error',
      properties: { file: '.github/gonogo.yml', line: '3', col: '5', title: 'Gonogo' },
      data: '.github/gonogo.yml:3:5: gates: wrong key Mend it.',
    });
  });

  test('a file that is another repository’s is no place in this one', () => {
    const problem = { code: 'x', message: 'wrong', remedy: 'Mend it.', file: 'acme/baseline: .github/gonogo.yml', line: 3 };
    const [heard] = annotationsOf(telling([], { problems: [problem] }));
    expect(heard).toMatchObject({
      properties: { title: 'Gonogo' },
      data: expect.stringContaining('acme/baseline: .github/gonogo.yml:3'),
    });
    expect(heard?.properties).not.toHaveProperty('file');
  });
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '::error::x',
        '::set-output name=decision::go',
        '##[add-path]/x',
        '\r',
        '\n',
        '\u001b[2J',
        '::stop-commands::a',
        '%0A::error::',
        '<script>',
        '\u202e',
      ),
      fc.string({ unit: anyCharacter }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

test('whatever a change or a report says, the runner hears our commands only, and only ours', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (title, found, file) => {
      const item: ItemVerdict = {
        ...failedItem('a', [{ id: 'f', title: found, file, line: 1 }]),
        title,
        because: found,
        next: found,
      };
      const told = telling([item], {
        notes: [found],
        problems: [{ code: 'x', message: found, remedy: found, file }],
        kept: { ...nothing, problems: [{ code: 'x', message: found, remedy: found }] },
      });
      const io = fakeIo({ env: { FORCE_COLOR: '0' } });
      const text = said((log) => {
        say(log, told.problems, io);
        sayVerdict(told, log, io);
        annotate(told, log);
      });
      const own = ['stop-commands', 'resume', 'error', 'warning', 'notice', 'group', 'endgroup'];
      const heard = hear(text);
      expect(heard.filter(({ command }) => !own.includes(command))).toEqual([]);
      const annotations = heard.filter(({ command }) => command === 'error' || command === 'warning');
      // One for the problem, one for the item, one for the note.
      expect(annotations).toHaveLength(3);
      for (const { data, properties } of annotations) expect(data + properties['title']).not.toMatch(/\p{Cc}|\u202e/u);
      const outputs = new Map<string, string>();
      await handOver(told, { output: (name, value) => outputs.set(name, value), summary: async () => {} });
      expect(outputs.get('decision')).toBe('no-go');
      for (const value of outputs.values()) expect(value).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 100 },
  );
});

describe('what is handed over', () => {
  async function handed(told: Telling) {
    const outputs: { [name: string]: string } = {};
    let summary = '';
    await handOver(told, {
      output: (name, value) => {
        outputs[name] = value;
      },
      summary: async (text) => {
        summary += text;
      },
    });
    return { outputs, summary };
  }

  test('every output that action.yml names', async () => {
    const kept = { ...nothing, path: 'x/evidence.json', artifact: { name: 'gonogo-evidence-1', id: 5 }, isAttested: true };
    const { outputs } = await handed(telling([failedItem('a')], { kept }));
    expect(outputs).toEqual({
      decision: 'no-go',
      headline: expect.stringMatching(/^NO-GO: 1 failed/),
      required: '1',
      done: '0',
      failed: '1',
      unclear: '0',
      'policy-commit': 'a'.repeat(40),
      evidence: 'x/evidence.json',
      artifact: 'gonogo-evidence-1',
      'artifact-id': '5',
      attested: 'true',
    });
  });

  test('empty where there is nothing', async () => {
    const { outputs } = await handed(telling([], { policyCommit: undefined }));
    expect(outputs).toMatchObject({ 'policy-commit': '', evidence: '', artifact: '', 'artifact-id': '', attested: 'false' });
  });

  test('the summary says what got lost, and what people should know', async () => {
    const problems = [{ code: 'x', message: 'it was not uploaded', remedy: 'Run it again.' }];
    const { summary } = await handed(telling([failedItem('a')], { kept: { ...nothing, problems }, notes: ['another policy'] }));
    expect(summary).toContain('it was not uploaded → Run it again');
    expect(summary).toContain('another policy');
  });

  test('a summary keeps below 1 MiB, in bytes, whatever there is', async () => {
    const findings = Array.from({ length: 30 }, (_, at) => ({ id: `f${at}`, title: '\u{1f525}#@[]'.repeat(200) }));
    const items = Array.from({ length: 600 }, (_, at) => ({ ...failedItem(`i${at}`, findings), title: '日本#'.repeat(150) }));
    const notes = Array.from({ length: 40 }, () => '日'.repeat(5_000));
    const { summary } = await handed(telling(items, { notes }));
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toContain('# ❌');
  });
});

describe('the log', () => {
  test('has what to fix in sight and the rest in a fold', () => {
    const io = fakeIo({ env: { NO_COLOR: '1' } });
    const text = said((log) => sayVerdict(telling([failedItem('a'), failedItem('b')]), log, io));
    expect(text.indexOf('NO-GO: 2 failed')).toBeLessThan(text.indexOf('::group::All that was judged: 2 items'));
    expect(text).not.toContain('\u001b');
  });

  test('has colours, since GitHub shows them, unless somebody wants none', () => {
    const colours = (env: { readonly [name: string]: string }) =>
      said((log) => sayVerdict(telling([failedItem('a')]), log, fakeIo({ env }))).includes('\u001b[31m');
    expect(colours({})).toBe(true);
    expect(colours({ NO_COLOR: '1' })).toBe(false);
    expect(colours({ FORCE_COLOR: '0' })).toBe(false);
  });
});

test.each([
  ['go', [false, false, false]],
  ['waiting', [true, false, false]],
  ['cannot-tell', [true, false, false]],
  ['no-go', [true, true, false]],
] as const)('what fails the step: %s', (decision, fails) => {
  const verdict: Verdict = { ...verdictOf([]), decision };
  expect((['cannot-tell', 'failed', 'never'] as const).map((failOn) => failsBy(verdict, failOn))).toEqual(fails);
});
