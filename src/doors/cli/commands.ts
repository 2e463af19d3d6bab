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

const config: Option = { value: 'FILE', about: 'Read this configuration instead of .github/gonogo.yml.' };
const baseline: Option = { value: 'DIR', about: 'A checkout of the repository that `_extends` names.' };
const html: Option = { value: 'FILE', about: 'Also write the report to FILE, as one HTML page that needs nothing else.' };

export const commands = {
  check: {
    about: 'Judge this work tree: run its gates and say GO or what is missing.',
    operands: [{ name: 'DIR', about: 'A folder of the work tree; the current one when left out.', optional: true }],
    options: {
      machine: { about: 'Judge only what gates prove; leave out what people tick and sign.' },
      json,
      summary: { value: 'FILE', about: 'Also append the report in Markdown to FILE, as for a GitHub job summary.' },
      html,
      record: { value: 'FILE', about: 'Also write all that was judged to FILE, for gonogo replay.' },
      config,
      baseline,
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
    options: { json, html, 'no-color': noColor },
    notes: ['Nothing is collected and nothing is reached: the recording holds the policy, the evidence, the facts and the time.'],
  },
  lint: {
    about: 'Look for mistakes in a checklist, and for what is allowed but unwise.',
    operands: [
      { name: 'CHECKLIST', about: 'A checklist alone: its path, or a bundled profile. Else the policy here.', optional: true },
    ],
    options: {
      suggest: { about: 'Also show which items speak in the words of a gate. Nothing is bound by it.' },
      json,
      config,
      baseline,
      'no-color': noColor,
    },
    notes: [
      'Without a checklist it reads .github/gonogo.yml and the checklists that this names. A checklist alone is read as if the configuration said nothing, and may stand anywhere.',
      'Errors end with exit code 2. Warnings alone do not.',
    ],
  },
  show: {
    about: 'Show a checklist as it is understood: its tree, and what proves each item.',
    operands: [{ name: 'CHECKLIST', about: 'A path, or a bundled profile. Else the policy of this work tree.', optional: true }],
    options: {
      effective: { about: 'Merge it with the configuration here, and show who said each value.' },
      json,
      config,
      baseline,
      'no-color': noColor,
    },
    notes: [
      'Boxes are counted as items, or as groups when they only hold others together. Criteria, commands and requirements without a box are counted as other.',
    ],
  },
  explain: {
    about: 'Explain one item: what it asks, who or what answers, and how long that holds.',
    operands: [
      { name: 'ITEM', about: 'Its id, its whole title, or its place as FILE:LINE.' },
      {
        name: 'CHECKLIST',
        about: 'Where it is looked up: a path, or a bundled profile. Else the policy of this work tree.',
        optional: true,
      },
    ],
    options: { json, config, baseline, 'no-color': noColor },
    notes: [],
  },
  read: {
    about: "Read another tool's report, and print the facts that gates judge by.",
    operands: [{ name: 'FILE', about: 'The report.' }],
    options: { format: { value: 'NAME', about: 'Take it for this format instead of finding out.' }, json },
    notes: [],
  },
  probe: {
    about: 'Ask a live address as the gates do, and say what is wrong with it.',
    operands: [
      { name: 'KIND', about: 'What is looked at: one of those below.' },
      { name: 'ADDRESS', about: 'A live address. https:// goes without saying.' },
    ],
    options: {
      source: { value: 'JSON', about: 'What to look at, as the page of the gate in docs/gates/ lists it.' },
      limits: { value: 'JSON', about: 'What is asked of it, likewise.' },
      ca: { value: 'FILE', about: 'Trust the authorities in this file (PEM) instead of the public ones.' },
      json,
      'no-color': noColor,
    },
    notes: [
      'The host may stand in a private network, since you named it; where it redirects to may not. Addresses that clouds keep credentials at are never asked.',
      'A secret header is named under secretHeaders in the source and comes from the environment, as GONOGO_SECRET_NAME.',
      'Exit code 0: it is as it should be. 1: it is not. 2: that could not be found out.',
    ],
  },
  doctor: {
    about: 'Look at the App from where it runs: rights, webhooks, required checks, database, clock.',
    operands: [],
    options: { json, 'no-color': noColor },
    notes: [
      'It reads the same settings as npm run app, from the environment and from .env here, and changes nothing.',
      'Exit code 0: all is well. 1: something is to be mended. 2: something could not be told.',
    ],
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
