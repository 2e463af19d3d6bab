import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Log, openLog } from '../../../src/doors/action/log.ts';
import { anyCharacter } from '../../ground/character.ts';
import { type Heard, hear } from './hear.ts';

function written(act: (log: Log) => void): { text: string; heard: Heard[] } {
  let text = '';
  const log = openLog((more) => {
    text += more;
  });
  act(log);
  return { text, heard: hear(text) };
}

/** Whatever a runner could mistake for a command, among anything else. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '::',
        '##[',
        ']',
        '\n',
        '\r',
        '\r\n',
        ' ',
        '\u00a0',
        '\u2028',
        '%0A',
        '%',
        'error',
        'set-output name=x',
        'stop-commands',
        'add-mask',
        ',',
        '=',
      ),
      fc.string({ unit: anyCharacter }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

describe('what is said', () => {
  test('is never a command', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 5 }), (texts) => {
        const { heard } = written((log) => {
          for (const text of texts) log.say(text);
        });
        expect(heard.filter(({ command }) => command !== 'stop-commands')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('stays what it was beside commands of ours, and they say exactly what they should', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (before, message, file) => {
        const { heard } = written((log) => {
          log.say(before);
          log.command('error', { file, line: 3 }, message);
          log.say(message);
          log.group(file, before);
        });
        const own = heard.filter(({ command }) => command !== 'stop-commands' && command !== 'resume');
        expect(own).toEqual([
          { command: 'error', properties: { file, line: '3' }, data: message },
          { command: 'group', properties: {}, data: file },
          { command: 'endgroup', properties: {}, data: '' },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test('ends with one line break, and begins with none that it has not', () => {
    const { text } = written((log) => {
      log.say('\none\r\ntwo\n\n\n');
      log.say('');
    });
    expect(text.split('\n').slice(1)).toEqual(['', 'one', 'two', '', '']);
  });
});

test('the word that stops commands is another one each time', () => {
  const { text } = written((log) => {
    log.say('a');
    log.resume();
    log.say('b');
    log.resume();
  });
  const words = [...text.matchAll(/::stop-commands::(.+)/g)].map(([, word]) => word);
  expect(new Set(words).size).toBe(2);
});

test('what hides a secret is heard, also right after something was said', () => {
  const { heard } = written((log) => {
    log.say('::add-mask::not this');
    log.command('add-mask', {}, 'a secret\nof two lines');
  });
  expect(heard.at(-1)).toEqual({ command: 'add-mask', properties: {}, data: 'a secret\nof two lines' });
});

test('after resume the runner takes commands of others', () => {
  const { text } = written((log) => {
    log.say('x');
    log.resume();
    log.resume();
  });
  expect(hear(`${text}::notice::theirs\n`).at(-1)).toMatchObject({ command: 'notice', data: 'theirs' });
});
