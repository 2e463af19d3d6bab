import { type Intake, idsOf } from './advisory.ts';
import { readJson } from './json.ts';
import { as } from './json-shape.ts';
import { type Source, wrong } from './source.ts';

const vulnerability = as.object({
  id: as.text,
  fix_versions: as.list(as.text),
  aliases: as.list(as.text),
  description: as.text,
});

const dependency = as.object({ name: as.text, version: as.text, vulns: as.list(vulnerability), skip_reason: as.text });

type Dependency = NonNullable<typeof dependency.holds>;

/** `pip-audit --format json`, of either shape. It knows no severities, and says which packages it could not look at. */
export async function readPipAudit(source: Source, to: Intake) {
  const facts = { deps: 0, vulnerable_deps: 0, vulns: 0, with_fix: 0, skipped: 0 };
  const onDependency = (value: Dependency) => {
    facts.deps += 1;
    if (value.skip_reason !== undefined) {
      facts.skipped += 1;
      return;
    }
    if (value.vulns === undefined) throw shapeFlaw(source, `${value.name} has neither vulns nor a skip_reason`);
    if (value.vulns.length > 0) facts.vulnerable_deps += 1;
    for (const each of value.vulns) {
      if (each.id === undefined) throw shapeFlaw(source, `a vulnerability of ${value.name} has no id`);
      const fixes = each.fix_versions ?? [];
      facts.vulns += 1;
      if (fixes.length > 0) facts.with_fix += 1;
      to.add({
        weakness: 'vulnerability',
        ids: idsOf(each.id, ...(each.aliases ?? [])),
        package: value.name ?? '',
        version: value.version ?? '',
        severity: 'unknown',
        fix: fixes.length > 0 ? 'available' : 'none',
        scope: 'unknown',
        ...(fixes.length > 0 && { fixedIn: fixes.join(', ') }),
        ...(each.description !== undefined && { title: each.description.slice(0, 120) }),
      });
    }
  };
  const all = as.list(as.each(dependency, onDependency));
  const root = await readJson(source, as.either(as.object({ dependencies: all }), all));
  if (root === undefined) throw shapeFlaw(source, 'it is null');
  const isOld = Array.isArray(root);
  if (!isOld && !('dependencies' in root)) throw shapeFlaw(source, 'there are no dependencies');
  const { deps, skipped } = facts;
  to.scanned({ tool: 'pip-audit', packages: deps - skipped, ...(skipped > 0 && { skipped }) });
  return { shape: isOld ? 'legacy-list' : 'new', ...facts };
}

function shapeFlaw(source: Source, message: string) {
  return wrong(source.name, {
    code: 'pip-audit.shape',
    message: `This is not what pip-audit writes: ${message}.`,
    remedy: 'Run pip-audit with --format json again, and keep its whole output in a file of its own.',
  });
}
