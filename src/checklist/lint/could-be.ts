import type { GateUse } from '../../gates/engine/contract.ts';
import { gateById } from '../../gates/registry.ts';
import type { Reading } from './reading.ts';
import { aboutItems, type Warning } from './warning.ts';

/** Items that name a gate whose inputs nobody set up: people tick them, and the checklist reads as if a machine looked. */
export function onlyCouldBe({ policy }: Reading): Warning[] {
  const uses = policy.checklist.items.flatMap((item) =>
    item.proof.by === 'person' ? item.proof.couldBe.map((use) => ({ item, use })) : [],
  );
  return [...Map.groupBy(uses, ({ use }) => use.gate)].flatMap(([gate, of]) => {
    const items = [...new Set(of.map(({ item }) => item))];
    const what = items.length === 1 ? 'an item is' : `${items.length} items are`;
    return aboutItems(items, {
      code: 'lint.gate-not-set-up',
      message: `${what} ticked by people, because the gate ${gate} is not set up`,
      remedy: howToSetUp(of.map(({ use }) => use)),
    });
  });
}

/** What a gate still lacks before it proves: a target that has an address, or something to collect. */
export function howToSetUp(uses: readonly GateUse[]): string {
  const [use] = uses;
  if (use === undefined) return '';
  if (gateById(use.gate)?.needs.includes('target')) {
    const name = use.target ?? 'production';
    return `Give it a target: targets: { ${name}: { url: ... } }${use.target === undefined ? `, and name it: gates: { ${use.gate}: { target: ${name} } }` : ''}.`;
  }
  return `Say what it reads: gates: { ${use.gate}: { source: ... } }; docs/gates/${use.gate}.md lists what it takes.`;
}
