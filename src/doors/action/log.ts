import { randomUUID } from 'node:crypto';

/** Where a job's log goes. The runner reads along: a line can be a command to it. */
export interface Log {
  /** Foreign words may stand in it: the runner takes nothing in it for a command. */
  readonly say: (text: string) => void;
  /** A fold with a title. */
  readonly group: (title: string, text: string) => void;
  /** A command of our own. */
  readonly command: (name: string, properties: Readonly<Record<string, string | number>>, message: string) => void;
}

/**
 * Between two commands of ours all commands are stopped, by a word that nobody could know before. What a view has defused already is then
 * safe twice over.
 */
export function openLog(write: (text: string) => unknown, word: () => string = randomUUID): Log {
  let stopped: string | undefined;
  const say: Log['say'] = (text) => {
    if (stopped === undefined) {
      stopped = word();
      write(`::stop-commands::${stopped}\n`);
    }
    write(text.replace(/\r\n?/g, '\n').replace(/\n*$/, '\n'));
  };
  const command: Log['command'] = (name, properties, message) => {
    const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
    const resume = stopped === undefined ? '' : `::${stopped}::\n`;
    stopped = undefined;
    write(`${resume}::${name}${written.length === 0 ? '' : ` ${written.join(',')}`}::${data(message)}\n`);
  };
  const group: Log['group'] = (title, text) => {
    command('group', {}, title);
    say(text);
    command('endgroup', {}, '');
  };
  return { say, group, command };
}

/** As the runner reads them back. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
