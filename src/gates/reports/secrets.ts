import type { Workspace } from '../engine/contract.ts';
import { collectFindings, type FindingsWanted } from './findings.ts';

export interface SecretsWanted extends FindingsWanted {
  /** The names of tools that look for secrets. */
  readonly tools: readonly string[];
}

/** Reads all reports about secrets, and keeps of them where, and by which rule: nothing else may leave this place. */
export async function collectSecrets(
  { tools: scanners, ...wanted }: SecretsWanted,
  at: { readonly workspace: Workspace; readonly signal: AbortSignal },
) {
  const howToMake = 'Let the scanner write its report';
  const formats = ['gitleaks', 'sarif'] as const;
  const found = await collectFindings(wanted, { ...at, howToMake, formats, saysTitles: false, ofEveryLevel: true });
  const { reports, tools, counts, suppressed, ignored, undecided, kept, doubts } = found;
  const strangers = tools.filter((tool) => !scanners.some((scanner) => isCalled(tool, scanner)));
  return {
    reports,
    tools,
    // A scanner's word for how bad it is does not matter: a secret is one.
    secrets: counts.critical + counts.high + counts.medium + counts.low + counts.none + undecided,
    suppressed,
    ignored,
    kept: kept.map(({ id, rule, file, line }) => ({
      id,
      rule,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
    })),
    doubts: [...doubts, ...strangers.map((tool) => `${tool} is not known to look for secrets: name it under tools if it does`)],
  };
}

function isCalled(tool: string, scanner: string): boolean {
  return tool
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
    .includes(scanner.toLowerCase());
}
