import type { Annotation } from '../state/model.ts';
import { type Command, commandIn } from './commands.ts';
import type { Masks } from './masks.ts';

/** What is taken from what a step prints. */
export interface StepOutput {
  readonly line: (text: string) => void;
  /** Said by the runner itself. */
  readonly report: (level: Level, message: string) => void;
  readonly lines: string[];
  readonly annotations: Annotation[];
  readonly outputs: Map<string, string>;
  readonly state: Map<string, string>;
}

type Level = 'error' | 'warning' | 'notice';

const levels = { error: 'failure', warning: 'warning', notice: 'notice' } as const;
/** Of each level, from one step. */
const mostAnnotations = 10;
const longestMessage = 4096;

export interface Listening {
  readonly masks: Masks;
  readonly lines: string[];
  /** Whether what is said for debugging is shown. */
  readonly debug: boolean;
  /** Where the work tree is: annotations name files below it. */
  readonly workspace: string;
}

export function listenTo({ masks, lines, debug, workspace }: Listening): StepOutput {
  let stopped: string | undefined;
  const annotations: Annotation[] = [];
  const [outputs, state] = [new Map<string, string>(), new Map<string, string>()];
  const write = (text: string) => {
    for (const each of masks.hide(text).split(/\r?\n/)) lines.push(each);
  };
  const issue = (level: Level, message: string, properties: Command['properties'] = {}) => {
    write(`##[${level}]${message}`);
    const count = annotations.filter((each) => each.annotation_level === levels[level]).length;
    if (count < mostAnnotations) annotations.push(annotationOf(level, { masks, workspace, message, properties }));
  };
  const acts: Readonly<Record<string, (command: Command) => void>> = {
    error: ({ message, properties }) => issue('error', message, properties),
    warning: ({ message, properties }) => issue('warning', message, properties),
    notice: ({ message, properties }) => issue('notice', message, properties),
    debug: ({ message }) => (debug ? write(`##[debug]${message}`) : undefined),
    group: ({ message }) => write(`##[group]${message}`),
    endgroup: () => write('##[endgroup]'),
    echo: () => undefined,
    'add-matcher': () => undefined,
    'remove-matcher': () => undefined,
    'add-mask': ({ message }) => masks.add(message),
    'stop-commands': ({ message }) => {
      stopped = message;
    },
    'set-output': ({ message, properties }) => outputs.set(properties['name'] ?? '', message),
    'save-state': ({ message, properties }) => state.set(properties['name'] ?? '', message),
    'set-env': () => issue('error', 'The `set-env` command is disabled. Write to $GITHUB_ENV instead.'),
    'add-path': () => issue('error', 'The `add-path` command is disabled. Write to $GITHUB_PATH instead.'),
  };
  const line = (text: string) => {
    const command = commandIn(text);
    if (stopped !== undefined) {
      if (command?.name === stopped.toLowerCase()) stopped = undefined;
      else write(text);
      return;
    }
    const act = command && Object.hasOwn(acts, command.name) ? acts[command.name] : undefined;
    if (command && act) act(command);
    else write(text);
  };
  return { line, report: issue, lines, annotations, outputs, state };
}

interface Said {
  readonly masks: Masks;
  readonly workspace: string;
  readonly message: string;
  readonly properties: Command['properties'];
}

/** What names no file is said of the folder of workflows, as GitHub shows it. */
function annotationOf(level: Level, { masks, workspace, message, properties }: Said): Annotation {
  const { file = '', title } = properties;
  const number = (name: string) => (/^\d+$/.test(properties[name] ?? '') ? Number(properties[name]) : undefined);
  const start = number('line') ?? number('endLine') ?? 1;
  const end = Math.max(start, number('endLine') ?? start);
  const [column, endColumn] = [number('col'), number('endColumn')];
  return {
    path: (file.startsWith(`${workspace}/`) ? file.slice(workspace.length + 1) : file) || '.github',
    start_line: start,
    end_line: end,
    ...(column !== undefined && start === end && { start_column: column, end_column: endColumn ?? column }),
    annotation_level: levels[level],
    message: masks.hide(message).slice(0, longestMessage),
    ...(title !== undefined && title !== '' && { title: masks.hide(title).slice(0, 255) }),
  };
}
