import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import {
  type RuleBook,
  ruleBookOf,
  ruleFor,
  type SarifRule,
  type SarifTool,
  type Severity,
  scoreOf,
  severityOf,
  toolShape,
} from './sarif-rule.ts';
import { closeRun, countResult, newSarifTally, type SarifFacts, sarifFacts } from './sarif-tally.ts';
import type { Source } from './source.ts';

const named = as.object({ id: as.name, index: as.number, toolComponent: as.object({ index: as.number }) });
const place = as.object({
  physicalLocation: as.object({
    artifactLocation: as.object({ uri: as.text }),
    region: as.object({ startLine: as.number }),
  }),
});

const resultShape = as.object({
  ruleId: as.name,
  ruleIndex: as.number,
  rule: named,
  level: as.text,
  kind: as.text,
  baselineState: as.text,
  message: as.object({ text: as.text }),
  locations: as.list(place),
  suppressions: as.list(as.object({ kind: as.text, status: as.text, justification: as.text })),
  fingerprints: as.map(as.whole),
  partialFingerprints: as.map(as.whole),
  properties: as.object({ 'security-severity': as.name }),
});

const notification = as.object({ level: as.text, message: as.object({ text: as.text }) });
const invocationShape = as.object({
  executionSuccessful: as.flag,
  toolExecutionNotifications: as.list(notification),
  toolConfigurationNotifications: as.list(notification),
});

type RawResult = NonNullable<(typeof resultShape)['holds']>;

/** One result of a run, with what its rule says of it. */
export interface SarifResult {
  readonly tool: string | undefined;
  readonly ruleId: string | undefined;
  readonly rule: SarifRule | undefined;
  readonly level: string;
  /** `fail` unless the tool says otherwise, in small letters. */
  readonly kind: string;
  readonly score: number | undefined;
  readonly severity: Severity;
  /** Accepted as it is, by every one of its suppressions. */
  readonly isSuppressed: boolean;
  readonly justification: string | undefined;
  readonly baselineState: string | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly fingerprint: string | undefined;
  readonly message: string | undefined;
}

export interface SarifReport {
  readonly facts: SarifFacts;
  /** Why the tools may not have looked at everything. */
  readonly doubts: readonly string[];
}

type OnResult = (result: SarifResult) => void;

/** Results may stand before the rules that they need. Then all rules are read first, and it is begun anew. */
class RulesComeLate extends Error {}

/** Reads a report of SARIF 2.1.0. `begin` takes one result after the other; it is called anew should all have to be read again. */
export async function readSarif(source: Source, begin: () => OnResult = () => () => {}): Promise<SarifReport> {
  try {
    return await readRuns(source, begin(), []);
  } catch (thrown) {
    if (!(thrown instanceof RulesComeLate)) throw thrown;
  }
  const tools: SarifTool[] = [];
  const run = as.object({ tool: toolShape });
  await readJson(source, as.object({ runs: as.list(as.each(run, ({ tool }) => tools.push(tool ?? {}))) }));
  return readRuns(source, begin(), tools.map(ruleBookOf));
}

async function readRuns(source: Source, onResult: OnResult, books: readonly RuleBook[]): Promise<SarifReport> {
  const tally = newSarifTally();
  let book: RuleBook | undefined = books[0];
  let results = 0;
  const result = as.each(resultShape, (raw) => {
    if (book === undefined) throw new RulesComeLate();
    results += 1;
    const seen = resultOf(raw, book);
    countResult(tally, raw, seen);
    onResult(seen);
  });
  const run = as.object({
    tool: as.each(toolShape, (tool) => {
      book = ruleBookOf(tool);
    }),
    results: as.list(result),
    invocations: as.list(invocationShape),
    externalPropertyFileReferences: as.object({ results: as.list(as.whole) }),
  });
  const runs = as.each(run, ({ results: list, invocations = [], externalPropertyFileReferences: elsewhere }) => {
    if (book === undefined && results > 0) throw new RulesComeLate();
    closeRun(tally, { tool: book?.tool, hasResults: list !== undefined, results, invocations });
    if ((elsewhere?.results?.length ?? 0) > 0) tally.doubts.add('some results are in other files');
    results = 0;
    book = books[tally.runs];
  });
  let inlined = 0;
  const inside = as.object({ results: as.list(as.each(as.object({}), () => (inlined += 1))) });
  const shape = as.object({
    version: as.text,
    runs: as.list(runs),
    inlineExternalProperties: as.list(as.each(inside, () => {})),
  });
  const root = await readJson(source, shape);
  if (inlined > 0) tally.doubts.add('some results stand outside of the runs that they are of');
  const version = root?.version ?? null;
  if (version !== '2.1.0')
    tally.doubts.add(version === null ? 'the report states no version' : `the version ${version} is not 2.1.0`);
  if (tally.runs === 0) tally.doubts.add('there is no run in the report: nothing was scanned');
  return { facts: sarifFacts(tally, version), doubts: tally.doubts.list() };
}

function resultOf(raw: RawResult, book: RuleBook): SarifResult {
  const { ruleId, rule: name, ruleIndex, suppressions = [], locations = [], properties } = raw;
  const id = ruleId ?? name?.id;
  const wanted = id === undefined ? undefined : String(id);
  const rule = ruleFor(book, { id: wanted, index: ruleIndex ?? name?.index, extension: name?.toolComponent?.index });
  const level = raw.level ?? rule?.defaultConfiguration?.level ?? 'warning';
  const score = scoreOf(properties?.['security-severity'] ?? rule?.properties?.['security-severity']);
  const at = locations[0]?.physicalLocation;
  return {
    tool: book.tool,
    ruleId: wanted ?? (rule?.id === undefined ? undefined : String(rule.id)),
    rule,
    level,
    kind: (raw.kind ?? 'fail').toLowerCase(),
    score,
    severity: severityOf(level, score),
    isSuppressed: suppressions.length > 0 && suppressions.every(isAccepted),
    justification: suppressions.find(isAccepted)?.justification,
    baselineState: raw.baselineState,
    file: at?.artifactLocation?.uri,
    line: at?.region?.startLine,
    fingerprint: fingerprintOf(raw),
    message: raw.message?.text,
  };
}

/** Kinds of results that say that nothing is wrong. */
const well = ['pass', 'informational', 'notapplicable'];

/** Nothing is wrong, or no longer. A score above 0 counts whatever the level says. */
export function isWell({ kind, baselineState, level, score = 0 }: SarifResult): boolean {
  return well.includes(kind) || baselineState === 'absent' || (kind === 'fail' && level === 'none' && score === 0);
}

function isAccepted({ status }: { readonly status?: string | undefined }): boolean {
  return status === undefined || status === 'accepted';
}

function fingerprintOf({ fingerprints, partialFingerprints }: RawResult): string | undefined {
  const [first] = Object.values(fingerprints ?? {}).concat(Object.values(partialFingerprints ?? {}));
  return typeof first === 'string' ? first.slice(0, 200) : undefined;
}
