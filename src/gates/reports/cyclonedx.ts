import { type Intake, idsOf, type Severity, severityOf, severityOfScore } from './advisory.ts';
import { newHistogram } from './histogram.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const component = as.object({ 'bom-ref': as.text, name: as.text, version: as.text });
const vulnerability = as.object({
  id: as.text,
  references: as.list(as.object({ id: as.text })),
  ratings: as.list(as.object({ severity: as.text, score: as.number })),
  recommendation: as.text,
  description: as.text,
  published: as.text,
  source: as.object({ url: as.text }),
  analysis: as.object({ state: as.text, justification: as.text }),
  affects: as.list(as.object({ ref: as.text })),
});

type Vulnerability = NonNullable<typeof vulnerability.holds>;

/** States of an analysis that say that nothing needs to be done. */
const harmless = new Set(['not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree']);

/** CycloneDX in JSON. A list of components without vulnerabilities is an inventory: nobody has looked for any. */
export async function readCycloneDx(source: Source, to: Intake, shapeName = 'cyclonedx') {
  const names = new Map<string, { readonly name: string; readonly version: string }>();
  const ratings = newHistogram();
  const states = newHistogram();
  let components = 0;
  const onComponent = (value: NonNullable<typeof component.holds>) => {
    components += 1;
    const { 'bom-ref': ref, name = '', version = '' } = value;
    if (ref !== undefined) names.set(ref, { name, version });
  };
  const onVulnerability = (value: Vulnerability) => {
    if (value.id === undefined) throw shapeFlaw(source, 'a vulnerability has no id');
    ratings.add(worstWord(value));
    if (value.analysis?.state !== undefined) states.add(value.analysis.state);
    for (const { name, version } of affected(value, names)) addVulnerability(value, { name, version }, to);
  };
  const root = await readJson(
    source,
    as.object({
      bomFormat: as.text,
      specVersion: as.text,
      metadata: as.object({ timestamp: as.text, component: as.object({ 'bom-ref': as.text, name: as.text, version: as.text }) }),
      components: as.list(as.each(component, onComponent)),
      vulnerabilities: as.list(as.each(vulnerability, onVulnerability)),
    }),
  );
  if (root?.bomFormat !== 'CycloneDX' || root.specVersion === undefined)
    throw shapeFlaw(source, 'it does not say which version it is');
  if (root.vulnerabilities === undefined) to.doubt('it lists components and no vulnerabilities: nobody has looked for any');
  const digests = idsOf(
    /sha256:[0-9a-f]{64}/.exec(`${root.metadata?.component?.version} ${root.metadata?.component?.['bom-ref']}`)?.[0],
  );
  to.scanned({
    tool: 'cyclonedx',
    packages: components,
    ...(digests.length > 0 && { digests }),
    ...(root.metadata?.timestamp !== undefined && { createdAt: root.metadata.timestamp }),
  });
  return {
    shape: shapeName,
    spec: root.specVersion,
    components,
    vulns: ratings.total(),
    max_rating: ratings.counts(),
    analysis_states: states.counts(),
  };
}

function affected(
  { affects = [] }: Vulnerability,
  names: ReadonlyMap<string, { readonly name: string; readonly version: string }>,
) {
  const refs = affects.flatMap(({ ref }) => (ref === undefined ? [] : [ref]));
  if (refs.length === 0) return [{ name: '', version: '' }];
  return refs.map((ref) => names.get(ref) ?? { name: ref, version: '' });
}

function addVulnerability(
  value: Vulnerability,
  { name, version }: { readonly name: string; readonly version: string },
  to: Intake,
): void {
  const { references = [], analysis, recommendation } = value;
  const state = analysis?.state;
  const suppressed =
    state !== undefined && harmless.has(state)
      ? `${state}${analysis?.justification === undefined ? '' : `: ${analysis.justification}`}`
      : undefined;
  to.add({
    weakness: 'vulnerability',
    ids: idsOf(value.id, references.length === 1 ? references[0]?.id : undefined),
    package: name,
    version,
    severity: severityOf(worstWord(value)),
    fix: recommendation === undefined || recommendation === '' ? 'unknown' : 'available',
    scope: 'unknown',
    ...(recommendation !== undefined && recommendation !== '' && { fixedIn: recommendation.slice(0, 200) }),
    ...(value.description !== undefined && { title: value.description.slice(0, 120) }),
    ...(value.published !== undefined && { published: value.published }),
    ...(value.source?.url !== undefined && { url: value.source.url }),
    ...(suppressed !== undefined && { suppressed }),
  });
}

const order: readonly Severity[] = ['unknown', 'none', 'low', 'medium', 'high', 'critical'];

/** Several databases rate it: the worst counts. A rating without a word that is known has a score. */
function worstWord({ ratings = [] }: Vulnerability): string {
  const words = ratings.map(({ severity, score }) => {
    const word = severity?.trim().toLowerCase() ?? '';
    const said = severityOf(word);
    const known = said === 'unknown' ? severityOfScore(score) : said;
    return { word: said === 'unknown' ? known : word, rank: order.indexOf(known) };
  });
  return words.toSorted((a, b) => b.rank - a.rank)[0]?.word ?? 'unknown';
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'cyclonedx.shape',
    message: `This is no CycloneDX in JSON: ${message}.`,
    remedy: 'Let the tool write CycloneDX as JSON again, with its vulnerabilities.',
  });
}
