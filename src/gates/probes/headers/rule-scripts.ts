import { type OutcomeOf, worseOf } from './outcome.ts';
import type { Script, Seen } from './seen.ts';
import { siteOf } from './site.ts';

type Outcome = OutcomeOf<'subresource-integrity'>;

const order: readonly Outcome[] = [
  'sri-implemented-and-all-scripts-loaded-securely',
  'sri-implemented-and-external-scripts-loaded-securely',
  'sri-implemented-but-external-scripts-not-loaded-securely',
  'sri-not-implemented-but-external-scripts-loaded-securely',
  'sri-not-implemented-and-external-scripts-not-loaded-securely',
  'sri-not-implemented-response-not-html',
];

/** How Observatory sees scripts: its own order of what is worse, in which no integrity by https hides integrity by http. */
export function scriptsRule({ markup, host, secure }: Seen): Outcome {
  if (!markup.isHtml) return 'sri-not-implemented-response-not-html';
  if (markup.scripts.length === 0) return 'sri-not-implemented-but-no-scripts-loaded';
  let outcome: Outcome | undefined;
  let isForeign = false;
  for (const script of markup.scripts) {
    if (script === 'inline') continue;
    const { isOwn, isSecure } = originOf(script, host, secure);
    const hasIntegrity = script.integrity !== undefined && script.integrity !== '';
    if (isOwn) {
      if (hasIntegrity && isSecure) outcome ??= 'sri-implemented-and-all-scripts-loaded-securely';
      continue;
    }
    isForeign = true;
    if (hasIntegrity && !isSecure) outcome = worseOf(order, outcome, 'sri-implemented-but-external-scripts-not-loaded-securely');
    if (!hasIntegrity && isSecure) outcome = worseOf(order, outcome, 'sri-not-implemented-but-external-scripts-loaded-securely');
    if (!hasIntegrity && !isSecure)
      outcome = worseOf(order, outcome, 'sri-not-implemented-and-external-scripts-not-loaded-securely');
  }
  if (outcome !== undefined) return outcome;
  return isForeign
    ? 'sri-implemented-and-external-scripts-loaded-securely'
    : 'sri-not-implemented-but-all-scripts-loaded-from-secure-origin';
}

interface Origin {
  readonly isOwn: boolean;
  readonly isSecure: boolean;
}

/** One that leaves the scheme to the page is foreign and insecure to Observatory, wherever it leads. */
export function originOf({ src }: Pick<Script, 'src'>, host: string, secure: boolean): Origin {
  if (/^\/\/[^/]/.test(src)) return { isOwn: false, isSecure: false };
  if (!/^https?:\/\//i.test(src)) return { isOwn: true, isSecure: secure };
  const url = URL.parse(src);
  return { isOwn: url !== null && siteOf(url.hostname) === siteOf(host), isSecure: url?.protocol === 'https:' };
}
