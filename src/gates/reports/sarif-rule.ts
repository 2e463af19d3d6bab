import { as } from './json-shape.ts';

/** What the reader of a rule keeps of it. */
const properties = as.object({ 'security-severity': as.name, tags: as.list(as.whole), precision: as.name });
const said = as.object({ text: as.text });

const ruleShape = as.object({
  id: as.name,
  name: as.text,
  shortDescription: said,
  helpUri: as.text,
  defaultConfiguration: as.object({ level: as.text }),
  properties,
});

const componentShape = as.object({ name: as.text, version: as.text, semanticVersion: as.text, rules: as.list(ruleShape) });

export const toolShape = as.object({ driver: componentShape, extensions: as.list(componentShape) });

export type SarifRule = NonNullable<(typeof ruleShape)['holds']>;
export type SarifTool = NonNullable<(typeof toolShape)['holds']>;

/** The rules of one run, to be found by number or by name. */
export interface RuleBook {
  readonly tool: string | undefined;
  readonly components: readonly (readonly SarifRule[])[];
  readonly byId: ReadonlyMap<string, SarifRule>;
}

/** How a result names its rule: by a number among the rules of the tool or of an extension, by a name, or by both. */
export interface RuleName {
  readonly id?: string | undefined;
  readonly index?: number | undefined;
  /** The number of the extension; the tool itself when absent. */
  readonly extension?: number | undefined;
}

export function ruleBookOf(tool: SarifTool | undefined): RuleBook {
  const { driver, extensions = [] } = tool ?? {};
  const components = [driver, ...extensions].map((component) => component?.rules ?? []);
  const byId = new Map<string, SarifRule>();
  for (const rule of components.flat()) {
    const id = String(rule.id ?? '');
    if (id !== '' && !byId.has(id)) byId.set(id, rule);
  }
  return { tool: driver?.name, components, byId };
}

/** The number decides, unless the name is that of another rule. `a/b` is a part of the rule `a`. */
export function ruleFor({ components, byId }: RuleBook, { id, index, extension }: RuleName): SarifRule | undefined {
  const rules = components[extension === undefined || extension < 0 ? 0 : extension + 1] ?? [];
  const byNumber = index === undefined || index < 0 ? undefined : rules[index];
  for (let name = id ?? ''; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
    if (String(byNumber?.id ?? '') === name) return byNumber;
    const rule = byId.get(name);
    if (rule !== undefined) return rule;
  }
  return byNumber;
}

export const severities = ['critical', 'high', 'medium', 'low', 'none'] as const;
export type Severity = (typeof severities)[number];

/** A score of 0 to 10, where one is stated that is one. */
export function scoreOf(stated: string | number | undefined): number | undefined {
  const text = String(stated ?? '').trim();
  const score = /^\d{1,2}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return score >= 0 && score <= 10 ? score : undefined;
}

export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}

const byLevel: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', note: 'low', none: 'none' };

/** Tools set levels as they like, or not at all, and some write critical findings as notes: a score of security comes first. */
export function severityOf(level: string, score: number | undefined): Severity {
  if (score !== undefined && score > 0) return severityOfScore(score);
  return byLevel[level] ?? 'high';
}

export function isLevel(level: string): boolean {
  return Object.hasOwn(byLevel, level);
}
