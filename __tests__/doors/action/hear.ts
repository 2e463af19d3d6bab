// How a runner reads a log: line by line, after white space `::name key=value::data`, and `##[name key=value]data` anywhere, until it is
// told to stop by a word that only who told it knows.

export interface Heard {
  readonly command: string;
  readonly properties: { readonly [name: string]: string };
  readonly data: string;
}

export function hear(text: string): Heard[] {
  const heard: Heard[] = [];
  let stopped: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const found = newForm(line, stopped) ?? oldForm(line);
    if (found === undefined) continue;
    if (stopped !== undefined) {
      if (found.command !== stopped) continue;
      stopped = undefined;
      heard.push({ command: 'resume', properties: {}, data: '' });
      continue;
    }
    if (found.command === 'stop-commands') stopped = found.data;
    heard.push(found);
  }
  return heard;
}

function newForm(line: string, stopped: string | undefined): Heard | undefined {
  const [, name = '', written = '', data = ''] =
    /^[\s\p{C}\p{Default_Ignorable_Code_Point}]*::([^\s:]+) ?(.*?)::(.*)$/su.exec(line) ?? [];
  const known = [
    'error',
    'warning',
    'notice',
    'debug',
    'group',
    'endgroup',
    'add-mask',
    'set-output',
    'save-state',
    'stop-commands',
    'echo',
    'add-path',
    'set-env',
    'add-matcher',
    'remove-matcher',
    stopped,
  ];
  return known.includes(name) ? { command: name, properties: propertiesOf(written), data: unescaped(data) } : undefined;
}

function oldForm(line: string): Heard | undefined {
  const [, name = '', written = '', data = ''] = /##\[([^\s\]]+) ?(.*?)\](.*)$/s.exec(line) ?? [];
  return name === '' ? undefined : { command: name, properties: propertiesOf(written), data };
}

function propertiesOf(written: string): Heard['properties'] {
  const pairs = written
    .trim()
    .split(',')
    .map((pair) => /^([^=]+)=(.*)$/s.exec(pair));
  return Object.fromEntries(pairs.filter((pair) => pair !== null).map(([, key = '', value = '']) => [key, unescaped(value)]));
}

function unescaped(text: string): string {
  const characters: { readonly [code: string]: string } = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, (code) => characters[code] ?? code);
}
