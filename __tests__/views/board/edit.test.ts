import { describe, expect, test } from '@jest/globals';
import { boxLineOf } from '../../../src/views/board/body.ts';
import { readEdit } from '../../../src/views/board/edit.ts';
import { markerLine } from '../../../src/views/board/marker.ts';

interface Written {
  readonly head?: string;
  readonly revision?: number;
}

const ids = ['db', 'tls', 'logs', 'load', 'dns', 'cdn', 'cron', 'mail', 'pay', 'auth', 'seo'];

/** A board of these items, with the named ones ticked. */
function board(ticked: readonly string[] = [], { head = 'aaaa', revision = 1 }: Written = {}): string {
  const marker = markerLine({ head, policy: 'abcd', revision, part: 1, parts: 1 });
  return [
    marker,
    '## Release',
    '',
    ...ids.map((id) => boxLineOf({ id, ticked: ticked.includes(id), text: `**The ${id}**` })),
    '',
  ].join('\n');
}

const read = (from: string, to: string, before: readonly string[] = []) =>
  readEdit({ from, to, history: [...before, from].map((body) => ({ body, isOurs: true })) });
const tick = (item: string) => ({ item, to: 'ticked' });
const untick = (item: string) => ({ item, to: 'open' });

test('one tick, bound to the commit that was shown', () => {
  expect(read(board([], { head: 'beef' }), board(['db'], { head: 'beef' }))).toEqual({
    kind: 'flips',
    flips: [tick('db')],
    marker: expect.objectContaining({ head: 'beef', policy: 'abcd' }),
    isStale: false,
    rewrite: false,
  });
});

test('an untick opens, and asks for the board to be written again', () => {
  expect(read(board(['db', 'tls']), board(['tls']))).toMatchObject({ kind: 'flips', flips: [untick('db')], rewrite: true });
});

test('one edit that flips several says each of them', () => {
  expect(read(board(['db']), board(['tls', 'logs']))).toMatchObject({
    kind: 'flips',
    flips: [untick('db'), tick('tls'), tick('logs')],
    isStale: false,
  });
  expect(read(board(), board(ids))).toMatchObject({ kind: 'flips', flips: ids.map(tick) });
});

test.each<[string, (text: string) => string]>([
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a capital X', (text) => text.replaceAll('[x]', '[X]')],
  ['spaces at line ends', (text) => text.replaceAll('\n', '  \n')],
])('%s on the way is no change of the text', (_, change) => {
  expect(read(board(), change(board(['db'])))).toMatchObject({ kind: 'flips', flips: [tick('db')] });
});

test('an edit that changes nothing says nothing', () => {
  expect(read(board(['db']), `${board(['db'])}\n\n`)).toEqual({ kind: 'unchanged' });
  expect(read(board(['db']), board(['db']).replace('[x]', '[X]'))).toEqual({ kind: 'unchanged' });
});

describe('anything else in an edit voids it, and says why', () => {
  const ticked = board(['db']);
  const line = (id: string) => ticked.split('\n').find((each) => each.includes(`gonogo:${id} `)) ?? '';
  test.each<[string, string, string | RegExp]>([
    ['a changed title', ticked.replace('The tls', 'The TLS (by @boss)'), 'the line of tls was changed'],
    ['a changed title of what is ticked', ticked.replace('The db', 'Nothing'), 'the line of db was changed'],
    [
      'two ids that changed places',
      ticked.replace('gonogo:tls', 'gonogo:x').replace('gonogo:db', 'gonogo:tls').replace('gonogo:x', 'gonogo:db'),
      'the line of db was changed',
    ],
    ['an id that stands twice', ticked.replace('gonogo:tls', 'gonogo:db'), 'the line of tls was changed'],
    ['a row taken out', ticked.replace(`${line('tls')}\n`, ''), 'something was taken out of it'],
    ['a row put in', `${ticked.trimEnd()}\n- [x] **Mine** <!-- gonogo:mine -->\n`, 'something was added to it'],
    [
      'rows that changed places',
      ticked
        .replace(line('tls'), 'x')
        .replace(line('logs'), line('tls'))
        .replace('x\n', `${line('logs')}\n`),
      'was changed',
    ],
    ['a sentence', `${ticked}\nAll good!`, 'something was added to it'],
    ['another commit in its first line', ticked.replace('head=aaaa', 'head=bbbb'), 'its first line'],
    ['no first line', ticked.split('\n').slice(1).join('\n'), 'its first line'],
    ['a heading', ticked.replace('## Release', '## Nothing to see'), 'its line 2 was changed'],
    ['a box with another sign', ticked.replace('- [x]', '- [✓]'), 'the line of db was changed'],
    [
      'a quote of it',
      ticked
        .split('\n')
        .map((each) => `> ${each}`)
        .join('\n'),
      'its first line',
    ],
    ['an empty body', '', 'its first line'],
  ])('%s', (_, to, because) => {
    const found = read(board(), to);
    expect(found).toMatchObject({ kind: 'void', rewrite: true });
    expect(found.kind === 'void' ? found.because : '').toMatch(because);
  });
});

describe('a page that was not up to date', () => {
  const [old, now] = [board(['logs']), board(['logs', 'db'])];
  const pushed = board(['logs', 'db'], { head: 'bbbb', revision: 2 });

  test('flips one box of what it showed, whatever it writes over', () => {
    expect(read(now, board(['logs', 'tls']), [old])).toMatchObject({ flips: [tick('tls')], isStale: true, rewrite: true });
    expect(read(now, board([]), [old])).toMatchObject({ flips: [untick('logs')], isStale: true });
  });

  test('of an earlier commit binds to that commit', () => {
    expect(read(pushed, board(['logs', 'tls']), [old, now])).toMatchObject({
      flips: [tick('tls')],
      marker: { head: 'aaaa' },
      isStale: true,
      rewrite: true,
    });
  });

  test('of an earlier writing that flips several is nobody’s click', () => {
    expect(read(pushed, board(['tls', 'dns', 'logs', 'cdn']), [old, now])).toMatchObject({ kind: 'void' });
    expect(read(pushed, now, [old, now])).toMatchObject({ kind: 'void', because: expect.stringContaining('older state') });
  });

  test('a tick that two older pages explain differently counts for none of them', () => {
    const [one, other] = [board(['db', 'tls']), board(['db', 'logs'])];
    const to = board(['db', 'tls', 'logs']);
    expect(read(board(['dns']), to, [one, other])).toMatchObject({ kind: 'void' });
    // Taking back is never ignored for that.
    expect(read(board(['dns']), board(['tls']), [board(['tls', 'logs']), board([])])).toMatchObject({ flips: [untick('logs')] });
  });

  test('a tick that may be the tick of another box on an older page is asked again', () => {
    const history = [board([]), board(['db']), board(['db', 'tls']), board(['tls'])];
    expect(read(board(['tls']), board(['db', 'tls']), history)).toMatchObject({
      kind: 'void',
      because: expect.stringContaining('which of two boxes'),
    });
    // Written again, it is clear which page it was.
    const again = (ticked: string[]) => board(ticked, { revision: 2 });
    expect(read(again(['tls']), again(['db', 'tls']), history)).toMatchObject({ kind: 'flips', flips: [tick('db')] });
  });
});

test('an edit that follows one that is not known waits', () => {
  expect(readEdit({ from: board(['db']), to: board(['db', 'tls']), history: [{ body: board(), isOurs: true }] })).toEqual({
    kind: 'gap',
  });
  expect(readEdit({ from: board(), to: board(['tls']), history: [] })).toEqual({ kind: 'gap' });
});

test('what follows a damaged body counts for nothing until the board is written again', () => {
  const damaged = board().replace('The tls', 'Nothing');
  const history = [
    { body: board(), isOurs: true },
    { body: damaged, isOurs: false },
  ];
  expect(readEdit({ from: damaged, to: damaged.replace('- [ ]', '- [x]'), history })).toMatchObject({ kind: 'void' });
  // Put right by hand, it is the board that it was.
  expect(readEdit({ from: damaged, to: board(['db']), history })).toMatchObject({ flips: [tick('db')], isStale: true });
});
