import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { problem } from './problem.ts';
import { fields, isFields, text } from './shape.ts';

export interface Action {
  readonly folder: string;
  readonly name: string;
  /** Defaults by name; undefined where there is none. */
  readonly inputs: ReadonlyMap<string, string | undefined>;
  readonly main: string;
  readonly pre: string | undefined;
  readonly preIf: string;
  readonly post: string | undefined;
  readonly postIf: string;
}

/** What a folder says that it is; only actions of JavaScript run here. */
export function readAction(folder: string, called: string): Action {
  const file = ['action.yml', 'action.yaml'].map((name) => join(folder, name)).find((each) => existsSync(each));
  if (file === undefined) {
    throw problem(called, `there is no action.yml in ${folder}. Was the repository checked out before it?`);
  }
  const all = fields(parse(readFileSync(file, 'utf8')), file);
  const runs = fields(all['runs'], `${called} runs`);
  const using = text(runs['using'], called) ?? '';
  if (!/^node\d+$/.test(using)) throw problem(called, `the sandbox runs actions of JavaScript, not "${using}"`);
  const main = text(runs['main'], called);
  if (main === undefined) throw problem(called, 'names no main');
  return {
    folder,
    name: text(all['name'], called) ?? called,
    inputs: new Map(
      Object.entries(fields(all['inputs'], `${called} inputs`)).map(([name, input]) => [
        name,
        isFields(input) ? text(input['default'], called) : undefined,
      ]),
    ),
    main,
    pre: text(runs['pre'], called),
    preIf: text(runs['pre-if'], called) ?? 'always()',
    post: text(runs['post'], called),
    postIf: text(runs['post-if'], called) ?? 'always()',
  };
}

/** `INPUT_` and the name, in capitals; only spaces become something else. */
export function inputName(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
