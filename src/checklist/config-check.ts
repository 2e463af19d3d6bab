import { gateById } from '../gates/registry.ts';
import type { Problem } from '../ground/problem.ts';
import { noSuchGate } from './bind.ts';
import type { WrittenConfig } from './config-schema.ts';
import { checkGlobs, checkPatterns } from './patterns.ts';
import { problemAt } from './problems.ts';
import type { Document } from './yaml.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

/** What the shape does not say: globs that can be read, addresses that are some. */
export function checkConfig(document: Document, written: WrittenConfig): Problem[] {
  const problems: Problem[] = [];
  const at = (path: string) => (fault: Fault) => problems.push(problemAt(document, path, fault));
  for (const key of ['base', 'head', 'labels', 'tags', 'version'] as const) {
    const globs = written.releases?.[key];
    if (globs) checkGlobs(globs, at(`releases.${key}`));
  }
  for (const [name, { paths }] of Object.entries(written.components ?? {})) checkGlobs(paths, at(`components.${name}.paths`));
  if (written.trust?.workflows) checkGlobs(written.trust.workflows, at('trust.workflows'));
  checkPatterns({ ...written.defaults }, at('defaults'), written);
  for (const [name, { url }] of Object.entries(written.targets ?? {})) {
    const fault = addressFault(url);
    if (fault) at(`targets.${name}.url`)(fault);
  }
  // Settings of no gate would be believed to hold.
  for (const name of Object.keys(written.gates ?? {})) if (!gateById(name)) at(`gates.${name}`)(noSuchGate(name));
  return problems;
}

function addressFault(url: string): Fault | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\/./i.test(url) || !URL.canParse(url)) {
    const message = `${url} is no address`;
    return { code: 'config.target', message, remedy: 'Write it with its scheme, such as https://api.example.com.' };
  }
  const { username, password } = new URL(url);
  if (username === '' && password === '') return undefined;
  const remedy = 'Take the user and password out; a policy is no place for secrets.';
  return { code: 'config.target', message: 'the address has credentials in it', remedy };
}
