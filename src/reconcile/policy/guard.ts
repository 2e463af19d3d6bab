import { itemDigest } from '../../checklist/digest.ts';
import type { Item } from '../../checklist/model.ts';
import { type Policy, policyOwner } from '../../checklist/policy.ts';
import { sealed } from '../../checklist/stricter.ts';
import { fileWords } from '../../views/policy-change.ts';
import type { Guarded } from './guarded.ts';

const title = 'This changes what releases are judged by';
const section = { kind: 'section', id: 'gonogo-policy', title: `Policy: ${title.toLowerCase()}` } as const;

/** A release is asked for the word of a policy owner besides. It stands last, so that no box moves by it. */
export function withGuard(policy: Policy, guarded: Guarded): Policy {
  const { items } = policy.checklist;
  const guard = guardItem(guarded, new Set(items.map(({ id }) => id)));
  const { digest: _digest, ...content } = policy;
  return sealed({ ...content, checklist: { ...policy.checklist, items: [...items, guard] } });
}

/** What is no release is asked for that alone: what stops releases stops nothing here, and the one word is a second one. */
export function guardAlone(policy: Policy, guarded: Guarded): Policy {
  const { digest: _digest, ...content } = policy;
  return sealed({ ...content, solo: true, freeze: [], checklist: { title, items: [guardItem(guarded, new Set())] } });
}

function guardItem({ files, digest }: Guarded, taken: ReadonlySet<string>): Item {
  const counted = {
    id: freeId(taken),
    title: 'A policy owner agrees to what this changes',
    level: 'must',
    phase: 'sign-off',
    criteria: files === null ? ['what it changes could not be established'] : files.map(fileWords),
    limits: [],
    parameters: {},
    proof: { by: 'sign-off', role: policyOwner, count: 1, via: 'word', files: digest, support: [] },
  } as const;
  return {
    ...counted,
    digest: itemDigest(counted),
    path: [section],
    why: 'Whoever can change the rules can let anything pass. So the rules of the base judge this change, and somebody who answers for them reads it.',
    how: 'Read what is different, above all what is loosened. The signature is for these files as they are here: other files may still be pushed.',
    after: [],
    asked: 'each-release',
    onPush: 'reset',
    references: [],
    // Not even in an emergency: a change of the rules lasts longer than one.
    locked: true,
    always: true,
    at: { file: files?.[0]?.path ?? '.github/gonogo.yml', line: 1 },
  };
}

function freeId(taken: ReadonlySet<string>): string {
  let id = 'policy-change';
  for (let ordinal = 2; taken.has(id); ordinal += 1) id = `policy-change-${ordinal}`;
  return id;
}
