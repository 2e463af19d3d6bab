import { parseArgs } from 'node:util';
import { nearest, ProblemError } from '../../ground/problem.ts';
import { type Command, type CommandName, commands, isCommand } from './commands.ts';

/** What was asked, checked against the table of commands. */
export interface Asked {
  readonly command: CommandName | 'version';
  readonly operands: readonly string[];
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

const plain = { operands: [], switches: new Set<string>(), values: new Map<string, string>() };
const helpWords = ['--help', '-h'];
const versionWords = ['--version', '-v', '-V', 'version'];

export function readArguments(argv: readonly string[]): Asked {
  const [first = '', ...rest] = argv;
  if (helpWords.includes(first)) return readArguments(['help', ...rest]);
  if (versionWords.includes(first)) return { ...plain, command: 'version' };
  if (!isCommand(first)) throw unknownCommand(first, argv.length === 0);
  if (beforeOperandsEnd(rest).some((word) => helpWords.includes(word))) return { ...plain, command: 'help', operands: [first] };
  return readCommand(first, rest);
}

/** After `--` nothing is an option. */
function beforeOperandsEnd(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return end === -1 ? words : words.slice(0, end);
}

function readCommand(name: CommandName, words: readonly string[]): Asked {
  const command: Command = commands[name];
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: optionTypes(command),
  });
  const operands: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (option === undefined) throw unknownOption(token.rawName, name);
    if (option.value === undefined) switches.add(checkedSwitch(token, name));
    else if (values.has(token.name)) throw usage(`${token.rawName} is given twice`, 'Give it once.', name);
    else values.set(token.name, checkedValue(token, option.value, name));
  }
  return { command: name, operands: checkedOperands(operands, name), switches, values };
}

function optionTypes({ options }: Command): { [name: string]: { type: 'string' | 'boolean' } } {
  const types = Object.entries(options).map(
    ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
  );
  return Object.fromEntries(types);
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkedSwitch({ name, rawName, inlineValue }: OptionToken, command: CommandName): string {
  if (inlineValue === true) throw usage(`${rawName} takes no value`, `Write ${rawName} alone.`, command);
  return name;
}

/** A following option is no value: somebody forgot the file, and an option would be lost. */
function checkedValue({ rawName, value, inlineValue }: OptionToken, wanted: string, command: CommandName): string {
  if (value === undefined || value === '' || (inlineValue !== true && value.startsWith('-'))) {
    throw usage(`${rawName} needs a ${wanted}`, `Write ${rawName} ${wanted} or ${rawName}=${wanted}.`, command);
  }
  return value;
}

function checkedOperands(operands: readonly string[], name: CommandName): readonly string[] {
  const { operands: wanted }: Command = commands[name];
  const missing = wanted.find((operand, index) => operand.optional !== true && operands[index] === undefined);
  if (missing !== undefined)
    throw usage(
      `gonogo ${name} needs ${/^[AEIO]/.test(missing.name) ? 'an' : 'a'} ${missing.name}`,
      `Write gonogo ${name} ${wanted.map((operand, index) => operands[index] ?? (operand.optional === true ? `[${operand.name}]` : operand.name)).join(' ')}.`,
      name,
    );
  if (operands.includes(''))
    throw usage(`gonogo ${name} was given an empty name`, 'See whether a variable in the command is empty.', name);
  const extra = operands[wanted.length];
  if (extra !== undefined) throw usage(`gonogo ${name} does not know what to do with ${extra}`, 'Leave it out.', name);
  return operands;
}

function unknownCommand(word: string, isNothing: boolean): ProblemError {
  if (isNothing) return usage('no command is given', 'Most people want gonogo check.');
  if (word.startsWith('-')) return usage(`${word} is no option of gonogo`, 'Name a command first: gonogo check.');
  return usage(
    `there is no command ${word}`,
    meant(nearest(word, Object.keys(commands)), (name) => `gonogo ${name}`),
  );
}

function unknownOption(word: string, name: CommandName): ProblemError {
  const known = [...Object.keys(commands[name].options), 'help'];
  return usage(
    `gonogo ${name} has no option ${word}`,
    meant(nearest(word.replace(/^-+/, ''), known), (option) => `--${option}`),
    name,
  );
}

function meant(name: string | undefined, write: (name: string) => string): string {
  return name === undefined ? '' : `Did you mean ${write(name)}?`;
}

function usage(message: string, remedy: string, command?: CommandName): ProblemError {
  const help = `gonogo ${command === undefined ? '' : `${command} `}--help lists what there is.`;
  return new ProblemError({ code: 'cli.usage', message, remedy: remedy === '' ? help : `${remedy} ${help}` });
}
