import { profiles } from '../../checklist/profiles.ts';
import { wrap } from '../../views/width.ts';
import { type Command, type CommandName, commands } from './commands.ts';
import { probeKinds } from './probe-kinds.ts';

const intro = `Gonogo says whether a release may go: everything its checklist requires is proved, ticked or signed, or it is not a go.

Usage: gonogo COMMAND [OPTIONS]

`;

const outro = `
gonogo COMMAND --help explains one of them. gonogo --version prints the version.

Exit codes:
  0   GO
  1   WAITING or NO-GO
  2   CANNOT TELL, or something cannot be read
  3   a replay that comes to another verdict than the recorded one
  64  bad usage
  70  a mistake in Gonogo itself (GONOGO_DEBUG=1 shows more)
  130 interrupted
`;

export function helpText(name?: CommandName): string {
  if (name !== undefined) return commandHelp(name, commands[name]);
  const list = table(Object.entries(commands).map(([command, { about }]) => [command, about]));
  return `${intro}${list}\n${bundled()}${outro}`;
}

function bundled(): string {
  return `Checklists that come with it, for \`checklist:\`, show and lint:\n${table(Object.entries(profiles))}`;
}

function commandHelp(name: CommandName, { about, operands, options, notes }: Command): string {
  const usage = operands.map((operand) => (operand.optional === true ? `[${operand.name}]` : operand.name));
  const optionRows = Object.entries(options).map(([option, { value, about: what }]): [string, string] => [
    `--${option}${value === undefined ? '' : ` ${value}`}`,
    what,
  ]);
  const parts = [
    `${about}\n`,
    `Usage: ${['gonogo', name, ...(optionRows.length > 0 ? ['[OPTIONS]'] : []), ...usage].join(' ')}\n`,
    table(operands.map((operand) => [operand.name, operand.about])),
    table(optionRows),
    ...notes.map((note) => `${wrap(note, 80).join('\n')}\n`),
    ...(name === 'probe'
      ? [`Kinds:\n${table(probeKinds.map(({ kind, address, about: what }) => [`${kind} ${address}`, what]))}`]
      : []),
    ...(name === 'check' ? [gettingStarted] : []),
    ...(name === 'show' || name === 'lint' ? [bundled()] : []),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

/** The smallest configuration that judges something. */
export const gettingStarted = `To begin, write .github/gonogo.yml:

  version: 1
  checklist: .github/checklist.yml

and .github/checklist.yml:

  format: gonogo/checklist/1
  title: Release checklist
  sections:
    - title: Quality
      phase: merge
      items:
        - { id: coverage, title: Tests cover the code, level: must, gate: coverage,
            source: { files: coverage/lcov.info }, limits: { lines: 80 } }
`;
