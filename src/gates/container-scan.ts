import {
  cannotTell,
  defineGate,
  type Finding,
  type Judgement,
  type Measured,
  type Reached,
  workspaceOf,
} from './engine/contract.ts';
import { type Static, s } from './engine/schema.ts';
import { type ScanEvidence, scanEvidence } from './scan/evidence.ts';
import { judgeScan } from './scan/judge.ts';
import { countedWeaknesses, scanLimits } from './scan/limits.ts';

const hourMs = 3_600_000;

const files = (description: string) =>
  s.union([s.text({ minLength: 1 }), s.array(s.text({ minLength: 1 }), { minItems: 1 })], { description });

const source = s.object(
  {
    files: files('Paths or globs of the reports, each of which must match. Several reports are merged.'),
    format: s.optional(
      s.oneOf(['trivy', 'grype', 'snyk', 'cyclonedx', 'sarif'], {
        description:
          'What the reports must be; by their content when absent. SARIF, which any analyser may write, needs it said.',
      }),
    ),
    database: s.optional(
      s.text({
        minLength: 1,
        description: 'What `trivy version --format json` writes: Trivy’s reports do not say of when its database is.',
      }),
    ),
    base: s.optional(files('Reports of the image before, to tell what is new.')),
    exemptions: s.optional(files('Statements in OpenVEX about what does no harm. What they cover is shown as suppressed.')),
  },
  { $id: 'container-scan.source' },
);

const limits = s.object(
  {
    ...scanLimits(),
    count: countedWeaknesses(),
    image: s.optional(
      s.text({ pattern: '^sha256:[0-9a-f]{64}$', tightens: 'equal', description: 'The digest that every report must be about.' }),
    ),
    unnamedImage: s.optional(
      s.oneOf(['refuse', 'allow'], {
        tightens: 'equal',
        description: 'What to do where a report names no digest of an image; refuse when absent.',
      }),
    ),
    databaseHours: s.optional(
      s.integer({ minimum: 1, maximum: 8760, default: 120, tightens: 'lower', description: 'How old the database may be.' }),
    ),
    undatedDatabase: s.optional(
      s.oneOf(['refuse', 'allow'], {
        tightens: 'equal',
        description: 'What to do where nobody says of when it is; refuse when absent.',
      }),
    ),
    endOfLife: s.optional(
      s.oneOf(['refuse', 'allow'], {
        tightens: 'equal',
        description: 'A distribution that gets no fixes has no findings either; refuse when absent.',
      }),
    ),
  },
  { $id: 'container-scan.limits', minProperties: 1 },
);

type Limits = Static<typeof limits>;

export const containerScan = defineGate({
  id: 'container-scan',
  title: 'Vulnerable container image',
  about:
    'Reads the reports of Trivy (images, folders, clusters, and its older shapes), Grype, Snyk or CycloneDX, with what OpenVEX states. ' +
    'One vulnerability of one package counts once. A report must say which image it is about and of when its database is. Limits are ' +
    'held against the whole report, never against what the tool makes of it.',
  needs: ['workspace'],
  keeps: { hours: 72 },
  source,
  limits,
  evidence: scanEvidence('container-scan.evidence'),

  async collect(wanted, context) {
    const { collectScan } = await import('./reports/scan.ts');
    const howToMake = 'Scan the image into a file, as JSON';
    return collectScan(wanted, { workspace: workspaceOf(context), signal: context.signal, howToMake });
  },

  judge(seen, asked, reached) {
    const unproved = unprovedImage(seen, asked) ?? unprovedDatabase(seen, asked, reached);
    if (unproved !== undefined) return unproved;
    const judged = judgeScan(seen, asked, reached);
    if (judged.result === 'cannot-tell') return judged;
    const ended = seen.endOfLife.length > 0 && asked.endOfLife !== 'allow' ? seen.endOfLife.map(endedFinding) : [];
    const measured = [...judged.measured, ...aboutImages(seen)];
    if (ended.length === 0) return { ...judged, measured };
    const remedy = `Build on a release of the distribution that still gets fixes. ${judged.remedy ?? ''}`.trim();
    const summary = `${judged.summary}; ${seen.endOfLife.join(', ')} gets no fixes any more`;
    return { ...judged, result: 'fail', summary, measured, findings: [...ended, ...judged.findings], remedy };
  },
});

function unprovedImage({ reports }: ScanEvidence, { image, unnamedImage }: Limits): Judgement | undefined {
  for (const { path, digests = [] } of reports) {
    const wrong = digests.find((digest) => !/^sha256:[0-9a-f]{64}$/.test(digest));
    if (wrong !== undefined)
      return cannotTell(`${path} names ${wrong}, which is no digest`, 'Let the scanner write the report again, unedited.');
    if (image !== undefined && !digests.includes(image)) {
      const about = digests.length === 0 ? 'no image' : digests[0];
      return cannotTell(`${path} is about ${about}, not about ${image}`, 'Scan the image that is to be released, by its digest.');
    }
    if (digests.length === 0 && unnamedImage !== 'allow')
      return cannotTell(
        `${path} does not say which image it is about`,
        'Scan the image itself, pulled by its digest, and not a folder.',
      );
  }
  return undefined;
}

function unprovedDatabase({ reports }: ScanEvidence, asked: Limits, reached: Reached): Judgement | undefined {
  const { databaseHours = 120, undatedDatabase } = asked;
  for (const { path, databaseAt } of reports) {
    const at = databaseAt === undefined ? Number.NaN : Date.parse(databaseAt);
    if (Number.isNaN(at)) {
      if (undatedDatabase === 'allow') continue;
      const remedy = 'With Trivy, write `trivy version --format json` into a file and name it under source.database.';
      return cannotTell(`nobody says of when the database is that ${path} was made with`, remedy);
    }
    if (!reached(new Date(at).toISOString()))
      return cannotTell(`the database of ${path} is of the future`, 'Set the clock of the scanner right.');
    if (reached(new Date(at + databaseHours * hourMs).toISOString()))
      return cannotTell(
        `the database of ${path} is older than ${databaseHours} hours`,
        'Let the scanner load its database anew, and scan again.',
      );
  }
  return undefined;
}

function endedFinding(name: string): Finding {
  return { id: `end-of-life|${name}`, title: `${name} gets no fixes any more: what it lacks, no scanner reports` };
}

function aboutImages({ reports, endOfLife }: ScanEvidence): Measured[] {
  const digests = [...new Set(reports.flatMap(({ digests: all = [] }) => all))];
  const dates = [...new Set(reports.flatMap(({ databaseAt }) => databaseAt ?? []))];
  return [
    ...digests.slice(0, 3).map((value) => ({ metric: 'image', value })),
    ...dates.slice(0, 3).map((value) => ({ metric: 'database of', value })),
    ...endOfLife.map((value) => ({ metric: 'gets no fixes', value })),
  ];
}
