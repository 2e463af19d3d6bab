import { gateById } from '../gates/registry.ts';
import type { Problem } from '../ground/problem.ts';
import { oneLine } from '../ground/text.ts';
import { noSuchGate } from './bind.ts';
import { targetsOf } from './component.ts';
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
  for (const [name, { paths, tags = [] }] of Object.entries(written.components ?? {})) {
    if (!isComponentName(name)) at(`components.${name}`)(badName(name));
    checkGlobs(paths, at(`components.${name}.paths`));
    checkGlobs(tags, at(`components.${name}.tags`));
  }
  if (written.trust?.workflows) checkGlobs(written.trust.workflows, at('trust.workflows'));
  checkPatterns({ ...written.defaults }, at('defaults'), written);
  for (const { address, path } of targetsOf(written)) {
    const fault = addressFault(address.url);
    if (fault) at(`${path}.url`)(fault);
  }
  for (const [role, { team, users = [] }] of Object.entries(written.people ?? {})) {
    const fault = team === undefined ? undefined : teamFault(team);
    if (fault) at(`people.${role}.team`)(fault);
    for (const [index, login] of users.entries())
      if (!/^[^@/\s]+$/.test(login)) at(`people.${role}.users.${index}`)(noLogin(login));
  }
  // Settings of no gate would be believed to hold.
  for (const name of Object.keys(written.gates ?? {})) if (!gateById(name)) at(`gates.${name}`)(noSuchGate(name));
  return problems;
}

/** Conditions name it as a glob, and people read it as the heading of its section. */
function isComponentName(name: string): boolean {
  return (
    name.length <= 100 &&
    /^[^\s*?[\]{}()\\!,\p{C}][^*?[\]{}()\\!,\p{C}]*$/u.test(name) &&
    !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(name)
  );
}

function badName(name: string): Fault {
  const message = `${oneLine(name, 100)} is no name for a component`;
  return {
    code: 'config.component-name',
    message,
    remedy: 'Use letters, digits, spaces, dots, dashes, @ and /, such as api or @acme/api.',
  };
}

/** Nobody could ever be found in it, so that the role would stay unverified for ever. */
function teamFault(team: string): Fault | undefined {
  if (/^[^@/\s]+\/[^@/\s]+$/.test(team)) return undefined;
  const message = `${oneLine(team, 100)} is no team`;
  return { code: 'config.people', message, remedy: 'Write it as organisation/team without an @, such as acme/security.' };
}

function noLogin(login: string): Fault {
  return {
    code: 'config.people',
    message: `${oneLine(login, 100)} is no login`,
    remedy: 'Write it without an @; a team goes under `team`.',
  };
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
