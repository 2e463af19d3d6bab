import { randomUUID } from 'node:crypto';
import { escapeCommand, escapeCommandProperty } from '../../ground/text.ts';

/** Where a job's log goes. The runner reads along: a line can be a command to it. */
export interface Log {
  /** Foreign words may stand in it: the runner takes nothing in it for a command. */
  readonly say: (text: string) => void;
  /** A fold with a title. */
  readonly group: (title: string, text: string) => void;
  /** A command of our own. */
  readonly command: (name: string, properties: Readonly<Record<string, string | number>>, message: string) => void;
  /** Until something is said again the runner takes commands, such as those of GitHub's own toolkit. */
  readonly resume: () => void;
}

/**
 * Between two commands of ours all commands are stopped, by a word that nobody could know before. What a view has defused already is then
 * safe twice over.
 */
export function openLog(write: (text: string) => unknown, word: () => string = randomUUID): Log {
  let stopped: string | undefined;
  const resume: Log['resume'] = () => {
    if (stopped === undefined) return;
    write(`::${stopped}::\n`);
    stopped = undefined;
  };
  const say: Log['say'] = (text) => {
    if (stopped === undefined) {
      stopped = word();
      write(`::stop-commands::${stopped}\n`);
    }
    write(text.replace(/\r\n?/g, '\n').replace(/(?<!\n)\n*$/, '\n'));
  };
  const command: Log['command'] = (name, properties, message) => {
    const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeCommandProperty(String(value))}`);
    resume();
    write(`::${name}${written.length === 0 ? '' : ` ${written.join(',')}`}::${escapeCommand(message)}\n`);
  };
  const group: Log['group'] = (title, text) => {
    command('group', {}, title);
    say(text);
    command('endgroup', {}, '');
  };
  return { say, group, command, resume };
}
