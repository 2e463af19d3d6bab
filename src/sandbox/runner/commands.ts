// What a step says to the runner by printing it.
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const shape = /^::(?<name>[^\s:]+)(?: +(?<properties>.*?))?::(?<message>.*)$/s;

export function commandIn(line: string): Command | undefined {
  const { name, properties = '', message = '' } = shape.exec(line.trimStart())?.groups ?? {};
  if (name === undefined) return undefined;
  const pairs = properties
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each.includes('='))
    .map((each): [string, string] => {
      const at = each.indexOf('=');
      return [each.slice(0, at), unescape(each.slice(at + 1), true)];
    });
  return { name: name.toLowerCase(), properties: Object.fromEntries(pairs), message: unescape(message, false) };
}

function unescape(text: string, inProperty: boolean): string {
  const signs: Readonly<Record<string, string>> = { '%25': '%', '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' };
  return text.replaceAll(inProperty ? /%(?:25|0D|0A|3A|2C)/gi : /%(?:25|0D|0A)/gi, (sign) => signs[sign.toUpperCase()] ?? sign);
}
