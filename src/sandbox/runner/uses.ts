// What stands behind `uses:` of a step.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeWorkTree } from '../git/folder.ts';
import { peel } from '../git/store.ts';
import { readAction } from './action-file.ts';
import { checkout } from './built-in/checkout.ts';
import { download } from './built-in/download.ts';
import { setupNode } from './built-in/setup-node.ts';
import { upload } from './built-in/upload.ts';
import type { JobWork } from './execution.ts';
import { runNodeAction, say } from './node-action.ts';
import { problem } from './problem.ts';
import type { Texts } from './shape.ts';
import type { Act, StepWork } from './step-work.ts';

const builtIn: Readonly<Record<string, (step: StepWork) => number>> = {
  'actions/checkout': checkout,
  'actions/setup-node': setupNode,
  'actions/upload-artifact': upload,
  'actions/download-artifact': download,
};

export interface Used {
  readonly act: Act;
  /** What `github.action_` knows of it. */
  readonly github: Texts;
}

const remote = /^(?<repo>[\w.-]+\/[\w.-]+)(?<path>\/[^@]*)?@(?<ref>.+)$/;

export function resolveUses(work: JobWork, uses: string): Used {
  if (uses.startsWith('./')) return { act: actionIn(join(work.machine.workspace, uses), uses), github: {} };
  const { repo, path = '', ref = '' } = remote.exec(uses)?.groups ?? {};
  if (repo === undefined) throw problem(uses, 'the sandbox runs ./folder and owner/name@ref only');
  const github = { action_repository: repo, action_ref: ref };
  const mapped = Object.entries(work.execution.options.actions ?? {}).find(([name]) => name.toLowerCase() === repo.toLowerCase());
  if (mapped) return { act: actionIn(join(mapped[1], path), uses), github };
  const model = path === '' && Object.hasOwn(builtIn, repo) ? builtIn[repo] : undefined;
  if (model) {
    const act: Act = (step) => {
      say(step, `Run ${uses}`);
      return Promise.resolve(model(step));
    };
    return { act, github };
  }
  return { act: actionIn(join(fetched(work, { repo, ref, uses }), path), uses), github };
}

/** It is read when its turn comes: a step before may have written it. */
function actionIn(folder: string, uses: string): Act {
  return (step) => runNodeAction(step, readAction(folder, uses));
}

/** An action in a repository of the sandbox itself. */
function fetched({ execution: { world, options }, machine }: JobWork, of: { repo: string; ref: string; uses: string }): string {
  const repo = world.names.get(of.repo.toLowerCase());
  const tip = repo && [of.ref, `refs/tags/${of.ref}`, `refs/heads/${of.ref}`].map((each) => repo.refs.get(each)).find(Boolean);
  const sha = repo && peel(repo.store, tip ?? of.ref);
  if (!repo || sha === undefined) {
    const known = [...Object.keys(builtIn), ...Object.keys(options.actions ?? {})].join(', ');
    throw problem(
      of.uses,
      `the sandbox has no such action; it has ${known}. Say where it is with actions: { '${of.repo}': folder }`,
    );
  }
  const folder = join(machine.root, 'actions', repo.owner.login, repo.name, sha);
  if (!existsSync(folder)) writeWorkTree(repo.store, folder, sha);
  return folder;
}
