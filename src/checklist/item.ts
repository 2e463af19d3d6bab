import { type Problem, ProblemError } from '../ground/problem.ts';
import { type Binding, bind, bindSupport } from './bind.ts';
import type { Catalogue } from './catalogue.ts';
import type { WrittenConfig } from './config-schema.ts';
import { below, controlOf, type Given, ownWords, wantedProofs } from './control.ts';
import { itemDigest } from './digest.ts';
import type { ItemFields } from './fields.ts';
import type { Asked, Item, Proof, Who } from './model.ts';
import { checkPatterns } from './patterns.ts';
import type { Placed } from './place.ts';
import { readEnd, readStart } from './times.ts';

type Fault = Pick<Problem, 'code' | 'message' | 'remedy'>;

export interface ItemSource {
  readonly placed: Placed;
  /** What the config says on top. */
  readonly override: ItemFields | undefined;
  readonly config: WrittenConfig;
  /** Controls that items may name. */
  readonly catalogue?: Catalogue;
}

const standingDays = 90;

/**
 * One item: its control, then what the checklist says of it, then what the config says on top. Faults are reported; the caller knows
 * their place.
 */
export function buildItem(source: ItemSource, report: (fault: Fault) => void): Item | undefined {
  const { placed, override, config, catalogue = new Map() } = source;
  const { leaf, inherited } = placed;
  const given = controlOf({ said: leaf.said, override, catalogue }, report);
  const nearer = { ...ownWords(leaf.said), ...override };
  const said = below(given, nearer);
  const proof = buildProof({ said, given }, source, report);
  const times = readTimes(said, report);
  checkPatterns(said, report, config);
  const when = conditionOf(said, placed, report);
  if (proof === undefined || times === undefined) return undefined;
  const counted = {
    id: placed.id,
    title: said.title ?? leaf.said.title,
    level: nearer.level ?? inherited.level ?? said.level ?? 'must',
    phase: nearer.phase ?? inherited.phase ?? said.phase ?? 'merge',
    ...(when && { when }),
    criteria: said.criteria ?? [],
    limits: leaf.limits,
    parameters: given?.parameters ?? {},
    proof,
  };
  return {
    ...counted,
    digest: itemDigest(counted),
    path: placed.path,
    ...(given && { control: given.id }),
    ...(said.why !== undefined && { why: said.why }),
    ...(said.how !== undefined && { how: said.how }),
    after: said.after ?? [],
    ...(said.owner && { owner: said.owner }),
    ...habitsOf(said, proof, config),
    references: said.references ?? [],
    locked: said.locked ?? false,
    always: said.always ?? false,
    ...times,
    at: { file: placed.outline.file, line: leaf.at.line },
  };
}

/** The item's own word and those around it. What a component asks is asked when that component is touched. */
function conditionOf(said: ItemFields, { inherited, component }: Placed, report: (fault: Fault) => void): Item['when'] {
  if (said.when === undefined && inherited.when === undefined) return undefined;
  const when = { ...inherited.when, ...said.when };
  if (component !== undefined && (when.component?.length !== 1 || when.component[0] !== component)) {
    const message = `it is asked by the component ${component}, and its condition names ${when.component?.join(' or ')}`;
    report({ code: 'checklist.other-component', message, remedy: 'Take `component` out of the condition.' });
  }
  return when;
}

function buildProof(
  { said, given }: { said: ItemFields; given: Given | undefined },
  { placed, override, config }: ItemSource,
  report: (fault: Fault) => void,
): Proof | undefined {
  const ways = (['gate', 'signOff', 'rollUp'] as const).filter((way) => said[way] !== undefined);
  if (ways.length > 1 || (ways.length === 1 && ways[0] !== 'gate' && said.who !== undefined)) {
    report({
      code: 'checklist.two-proofs',
      message: `an item is proved in one way, but this one has ${[...ways, ...(said.who ? ['who'] : [])].join(' and ')}`,
      remedy: 'Keep one of them.',
    });
    return undefined;
  }
  if (said.evidence !== undefined && (said.signOff || said.rollUp)) {
    const message = 'evidence is what a tick brings along, and nobody ticks this item';
    report({ code: 'checklist.evidence-without-tick', message, remedy: 'Take `evidence` out.' });
  }
  const { component } = placed;
  const support = uses(bindSupport(said.support ?? [], config, component), report);
  const wanted = wantedProofs({ said: placed.leaf.said, override, given }, report);
  if (said.signOff) return { by: 'sign-off', count: 1, via: 'review', ...said.signOff, support: support.configured };
  if (said.rollUp) return { by: 'items', of: said.rollUp };
  const who: Who = said.who ?? config.defaults?.who ?? { write: true };
  const bound = uses(
    wanted.map((each) => bind({ ...each, component }, override, config)),
    report,
  );
  const [use] = bound.configured;
  if (use === undefined) {
    const couldBe = [...bound.inactive, ...support.inactive];
    return { by: 'person', who, ...(said.evidence && { evidence: said.evidence }), support: support.configured, couldBe };
  }
  return { by: 'gate', use, ...(said.acceptNotApplicable !== undefined && { acceptNotApplicable: said.acceptNotApplicable }) };
}

function uses(bindings: readonly Binding[], report: (fault: Fault) => void) {
  for (const binding of bindings) if (binding.is === 'faulty') report(binding.fault);
  const of = (is: 'configured' | 'inactive') => bindings.flatMap((binding) => (binding.is === is ? [binding.use] : []));
  return { configured: of('configured'), inactive: of('inactive') };
}

/** What is a habit of people means nothing for a machine, which is asked about each commit. */
function habitsOf(said: ItemFields, proof: Proof, { defaults }: WrittenConfig): Pick<Item, 'asked' | 'onPush'> {
  if (proof.by === 'gate') return { asked: 'each-release', onPush: 'keep' };
  return { asked: buildAsked(said.asked ?? defaults?.asked), onPush: said.onPush ?? defaults?.onPush ?? 'keep' };
}

function buildAsked(said: ItemFields['asked']): Asked {
  if (said === undefined || said === 'each-release') return 'each-release';
  const { lasts = standingDays, voidIfChanged = [], environment } = said.standing;
  return { standing: { lasts, voidIfChanged, ...(environment !== undefined && { environment }) } };
}

type Times = Pick<Item, 'due' | 'notApplicable' | 'enforceFrom' | 'debt'>;

function readTimes(said: ItemFields, report: (fault: Fault) => void): Times | undefined {
  try {
    return {
      ...(said.due !== undefined && { due: readEnd(said.due) }),
      ...(said.notApplicable && { notApplicable: { ...said.notApplicable, until: readEnd(said.notApplicable.until) } }),
      ...(said.enforceFrom !== undefined && { enforceFrom: readStart(said.enforceFrom) }),
      ...(said.debt && { debt: { ...said.debt, until: readEnd(said.debt.until) } }),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    for (const problem of error.problems) report(problem);
    return undefined;
  }
}
