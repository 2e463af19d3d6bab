import { type Intake, idInUrl, idsOf, type Severity, severityOfScore } from './advisory.ts';
import { isWell, readSarif, type SarifResult } from './sarif.ts';
import type { Source } from './source.ts';

/**
 * Reads what a scanner of vulnerabilities wrote as SARIF. The format has no place for packages: they come out of the words of the
 * result where the tool says them, else what it found is told apart by its file.
 */
export async function readSarifAdvisories(source: Source, to: Intake) {
  const { facts, doubts } = await readSarif(source, () => (result) => add(to, result));
  for (const doubt of doubts) to.doubt(doubt);
  to.scanned({ tool: facts.tools.map((tool) => tool ?? 'a tool without a name').join(' and ') });
  return facts;
}

function add(to: Intake, result: SarifResult): void {
  const { ruleId = '', rule, message = '', file, isSuppressed, justification } = result;
  if (isWell(result)) return;
  const known = /(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})/i.exec(ruleId)?.[0];
  const fixedIn = said(message, /\bfixed version:[^\S\n]*(\S+)/i);
  to.add({
    weakness: 'vulnerability',
    ids: idsOf(known ?? ruleId, ruleId, idInUrl(rule?.helpUri)),
    package: said(message, /\b(?:package:|in \w+ package:)[^\S\n]*([^\s,]+)/i) ?? file ?? 'something without a name',
    version: said(message, /\b(?:installed version:|version)[^\S\n]*(\S+)/i) ?? '',
    severity: severityOf(result),
    fix: fixedIn === undefined ? 'unknown' : 'available',
    scope: 'unknown',
    ...(rule?.shortDescription?.text !== undefined && { title: rule.shortDescription.text.slice(0, 200) }),
    ...(fixedIn !== undefined && { fixedIn }),
    ...(isSuppressed && { suppressed: justification ?? 'suppressed in the report' }),
  });
}

function said(message: string, pattern: RegExp): string | undefined {
  return pattern.exec(message.slice(0, 2000))?.[1];
}

/** Levels say little here: some scanners write all that they find as notes, and others set none. */
function severityOf({ score, level }: SarifResult): Severity {
  if (score !== undefined && score > 0) return severityOfScore(score);
  return level === 'error' ? 'high' : 'unknown';
}
