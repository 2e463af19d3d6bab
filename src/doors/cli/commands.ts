/** What can be asked on the command line: the parser and the help read this one table. */
export interface Option {
  /** What stands for the value in the help; an option without it is a switch. */
  readonly value?: string;
  readonly about: string;
}

export interface Command {
  readonly about: string;
  /** Named in order; the last of them may be left out when `optional` is set. */
  readonly operands: readonly { readonly name: string; readonly about: string; readonly optional?: true }[];
  readonly options: { readonly [name: string]: Option };
  /** Paragraphs below the options. */
  readonly notes: readonly string[];
}

const json: Option = { about: 'Print JSON on standard output, and nothing else there.' };
const noColor: Option = { about: 'No colours. NO_COLOR does the same, and so does a pipe.' };

export const commands = {
  check: {
    about: 'Judge this work tree: run its gates and say GO or what is missing.',
    operands: [{ name: 'DIR', about: 'A folder of the work tree; the current one when left out.', optional: true }],
    options: {
      machine: { about: 'Judge only what gates prove; leave out what people tick and sign.' },
      json,
      summary: { value: 'FILE', about: 'Also append the report in Markdown to FILE, as for a GitHub job summary.' },
      record: { value: 'FILE', about: 'Also write all that was judged to FILE, for gonogo replay.' },
      config: { value: 'FILE', about: 'Read this configuration instead of .github/gonogo.yml.' },
      'no-color': noColor,
    },
    notes: [
      'The policy is read from the work tree as it is, committed or not. What people tick on a pull request is not known here, so their items are open.',
      'A summary that is asked for twice is appended twice, as $GITHUB_STEP_SUMMARY wants it.',
    ],
  },
  replay: {
    about: 'Judge a recording again, and show where the verdict differs from the recorded one.',
    operands: [{ name: 'RECORDING', about: 'A file that gonogo check --record wrote.' }],
    options: { json, 'no-color': noColor },
    notes: ['Nothing is collected and nothing is reached: the recording holds the policy, the evidence, the facts and the time.'],
  },
  read: {
    about: "Read another tool's report, and print the facts that gates judge by.",
    operands: [{ name: 'FILE', about: 'The report.' }],
    options: { format: { value: 'NAME', about: 'Take it for this format instead of finding out.' }, json },
    notes: [],
  },
  help: {
    about: 'Explain Gonogo, or one command of it.',
    operands: [{ name: 'COMMAND', about: 'The command to explain.', optional: true }],
    options: {},
    notes: [],
  },
} as const satisfies { readonly [name: string]: Command };

export type CommandName = keyof typeof commands;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
