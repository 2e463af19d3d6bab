import { idsOf } from './advisory.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const product = as.object({
  '@id': as.text,
  identifiers: as.map(as.text),
  subcomponents: as.list(as.either(as.text, as.object({ '@id': as.text }))),
});
const statement = as.object({
  vulnerability: as.either(as.text, as.object({ name: as.text, '@id': as.text, aliases: as.list(as.text) })),
  products: as.list(as.either(as.text, product)),
  status: as.text,
  justification: as.text,
  impact_statement: as.text,
  timestamp: as.text,
});

type Statement = NonNullable<typeof statement.holds>;

/** What somebody states about a vulnerability in a product. */
export interface Exemption {
  readonly ids: readonly string[];
  /** Package addresses and names. */
  readonly products: readonly string[];
  readonly status: string;
  readonly why: string;
  readonly at: string;
}

const statuses = new Set(['not_affected', 'affected', 'fixed', 'under_investigation']);

/** OpenVEX: says of vulnerabilities whether they matter for a product. It scans nothing. */
export async function readOpenVex(source: Source, on: (exemption: Exemption) => void = () => {}) {
  const byStatus = newHistogram();
  const names = new Set<string>();
  const undated: Exemption[] = [];
  let statements = 0;
  const onStatement = (value: Statement) => {
    const ids = namesOf(value);
    if (ids[0] === undefined) throw shapeFlaw(source, 'a statement names no vulnerability');
    if (value.status === undefined || !statuses.has(value.status))
      throw shapeFlaw(source, `a statement has the status ${value.status}`);
    const why = value.justification || value.impact_statement || '';
    if (value.status === 'not_affected' && why === '')
      throw shapeFlaw(source, `a statement says that ${ids[0]} does no harm, and not why`);
    statements += 1;
    byStatus.add(value.status);
    names.add(ids[0]);
    const exemption = { ids, products: productsOf(value), status: value.status, why, at: value.timestamp ?? '' };
    if (value.timestamp === undefined) undated.push(exemption);
    else on(exemption);
  };
  const all = as.list(as.each(statement, onStatement));
  const shape = as.object({ '@context': as.text, statements: all, author: as.text, timestamp: as.text });
  const root = await readJson(source, shape);
  if (root?.['@context'] === undefined || !root['@context'].includes('openvex'))
    throw shapeFlaw(source, 'its @context is another');
  if (root.statements === undefined) throw shapeFlaw(source, 'there are no statements');
  // A statement without a time is of the time of its document.
  for (const each of undated) on({ ...each, at: root.timestamp ?? '' });
  return { statements, by_status: byStatus.counts(), vulns: [...names] };
}

function namesOf({ vulnerability }: Statement): string[] {
  if (vulnerability === undefined) return [];
  if (typeof vulnerability === 'string') return idsOf(vulnerability);
  return idsOf(vulnerability.name ?? vulnerability['@id'], ...(vulnerability.aliases ?? []));
}

function productsOf({ products = [] }: Statement): string[] {
  return products.flatMap((each) => {
    if (typeof each === 'string') return [each];
    const inner = (each.subcomponents ?? []).map((sub) => (typeof sub === 'string' ? sub : sub['@id']));
    return idsOf(each['@id'], ...Object.values(each.identifiers ?? {}), ...inner);
  });
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'openvex.shape',
    message: `This is no OpenVEX: ${message}.`,
    remedy: 'Write it with vexctl, and name the file as it writes it.',
  });
}
