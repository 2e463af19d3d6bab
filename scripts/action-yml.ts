import { type Described, inputs, outputs } from '../src/doors/action/inputs.ts';

/** What GitHub reads of the Action, out of the table that the Action reads itself by. */
export function actionYml(): string {
  const lines = [
    '# Written by `npm run docs` out of src/doors/action/inputs.ts: change it there.',
    'name: Gonogo',
    'author: The Gonogo authors',
    `description: ${quoted('Go / no-go for releases: collects what machines can prove of a checklist, and says what to fix first.')}`,
    'branding:',
    '  icon: check-circle',
    '  color: green',
    'inputs:',
    ...Object.entries(inputs).flatMap(([name, { description, default: value }]) => [
      ...entry(name, description),
      '    required: false',
      `    default: ${quoted(value)}`,
    ]),
    'outputs:',
    ...Object.entries(outputs).flatMap(([name, { description }]: [string, Described]) => entry(name, description)),
    'runs:',
    '  using: node24',
    '  main: dist/action/main.mjs',
  ];
  return `${lines.join('\n')}\n`;
}

function entry(name: string, description: string): string[] {
  return [`  ${name}:`, `    description: ${quoted(description)}`];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const [begin, end] = ['<!-- Written by npm run docs. -->', '<!-- end -->'];

/** The page of the Action with its tables as they must be. */
export function withTables(page: string): string {
  const [before = '', rest = ''] = page.split(begin);
  const after = rest.slice(rest.indexOf(end));
  return `${before}${begin}\n\n${tables()}\n\n${after}`;
}

/** The same for people. */
function tables(): string {
  return [
    '| input | default | |',
    '| --- | --- | --- |',
    ...Object.entries(inputs).map(([name, { description, default: value }]) => {
      const shown = value === '' ? '' : `\`${value}\``;
      return `| \`${name}\` | ${shown} | ${description} |`;
    }),
    '',
    '| output | |',
    '| --- | --- |',
    ...Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${description} |`),
  ].join('\n');
}
