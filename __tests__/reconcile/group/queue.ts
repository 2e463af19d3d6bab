import type { PullRequest } from '../../../src/sandbox/state/model.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { type Bed, type BedOptions, openBed } from '../bed.ts';

/** A bed whose main is merged by a queue that wants our check, and perhaps others that nobody makes. */
export async function openQueue(
  parameters: Readonly<Record<string, unknown>> = {},
  options: BedOptions = {},
  others: readonly string[] = [],
) {
  const bed = await openBed(options);
  const { sandbox, repo, person, gate } = bed;
  const required_status_checks = [{ context: 'gonogo', integration_id: gate.id }, ...others.map((context) => ({ context }))];
  const rules = [
    { type: 'required_status_checks', parameters: { required_status_checks } },
    { type: 'merge_queue', parameters },
  ];
  addRuleset(sandbox.world, repo, { rules, sender: person('ada') });
  return bed;
}

export async function green(bed: Bed, branch: string): Promise<PullRequest> {
  const pull = await bed.release(branch);
  await bed.work();
  await bed.sandbox.as('max').tick(pull, 'backups');
  await bed.sandbox.as('max').tick(pull, 'alerts');
  await bed.work();
  await bed.later(80);
  return pull;
}

/** The commit of the newest group, and what our check says of it. */
export function group(bed: Bed) {
  const sha = bed.repo.groups.at(-1)?.headSha ?? 'none';
  return { sha, check: () => bed.check(sha) };
}
