import { problem } from '../problem.ts';
import type { StepWork } from '../step-work.ts';
import { inputsOf } from './inputs.ts';

const known = {
  'node-version': '',
  'node-version-file': '',
  'check-latest': 'false',
  architecture: '',
  cache: '',
  'cache-dependency-path': '',
  'package-manager-cache': 'true',
  'registry-url': '',
  scope: '',
  token: '',
  'always-auth': 'false',
};

/** `actions/setup-node`: there is one Node, the one that this runs on, and it is there already. */
export function setupNode(step: StepWork): number {
  const inputs = inputsOf(step, 'actions/setup-node', known);
  const wanted = inputs['node-version'].trim();
  const major = /^[v^~=>]*(?<major>\d+)/.exec(wanted)?.groups?.['major'];
  const named = /^(?:lts\/.*|latest|current|node|\*)?$/i.test(wanted);
  if (!named && major !== String(Number.parseInt(process.versions.node, 10)))
    throw problem('actions/setup-node', `the sandbox has Node ${process.versions.node} only, not ${wanted}`);
  step.output.line(`Node ${process.version}`);
  step.output.outputs.set('node-version', process.version);
  step.output.outputs.set('cache-hit', 'false');
  return 0;
}
