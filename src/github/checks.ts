import type { Place } from '../reconcile/ports/place.ts';
import type { CheckWish, OwnRun, Platform } from '../reconcile/ports/platform.ts';
import type { CheckRunOutput } from '../views/check-run.ts';
import type { Write } from './client/ask.ts';
import { allPages } from './client/pages.ts';
import { bigId, listOf, mapped, oid, oneOf, orNull, shaped, text, whole } from './client/shape.ts';
import { askRepo, type Link, ofRepo } from './link.ts';

const readRun = mapped(
  shaped({
    id: bigId,
    name: text,
    head_sha: oid,
    external_id: orNull(text),
    status: text,
    conclusion: orNull(text),
    html_url: orNull(text),
    app: orNull(shaped({ id: bigId })),
  }),
  ({ id, name, head_sha: sha, external_id: externalId, status, conclusion, html_url: url, app }) => ({
    app: app?.id ?? null,
    run: { id, name, sha, externalId: externalId ?? '', status: statusOf(status), conclusion, url: url ?? '' } satisfies OwnRun,
  }),
);

/** GitHub has further states for those who wait; to us they are queued. */
function statusOf(status: string): OwnRun['status'] {
  return status === 'completed' || status === 'in_progress' ? status : 'queued';
}

type Batch = CheckRunOutput['annotations'][number];
type Confirm = Pick<Write, 'confirm'>;

export function createChecks(link: Link): Pick<Platform, 'createCheck' | 'updateCheck' | 'check'> {
  return {
    createCheck: async ({ place, wish, confirm }) => {
      const [first = [], ...further] = wish.output.annotations;
      const { run } = await askRepo(link, {
        place,
        route: 'POST /check-runs',
        parameters: { head_sha: wish.sha, ...bodyOf(wish, first) },
        read: readRun,
        write: { isRepeatable: false, makesContent: true, confirm },
      });
      await annotate(link, { place, run: run.id, wish, batches: further, confirm });
      return run;
    },
    updateCheck: async ({ place, run, wish, confirm }) => {
      // What is beside a line already would stand there twice: GitHub only ever adds.
      const missing = await missingOf(link, { place, run, wish });
      const updated = await update(link, { place, run, wish, batch: [], confirm });
      await annotate(link, { place, run, wish, batches: missing, confirm });
      return updated;
    },
    check: async ({ place, sha, name }) => {
      const { appId } = await link.me();
      const ask = ofRepo({
        place,
        route: 'GET /commits/{ref}/check-runs',
        parameters: { ref: sha, check_name: name, app_id: appId, filter: 'latest' },
        read: mapped(shaped({ total_count: whole, check_runs: listOf(readRun) }), ({ check_runs: runs }) => runs),
      });
      const runs = await allPages(link.client, ask, { most: 10 });
      return runs
        .filter((found) => found.app === appId && found.run.name === name)
        .map(({ run }) => run)
        .toSorted((a, b) => b.id - a.id)[0];
    },
  };
}

const conclusions: readonly string[] = ['success', 'failure', 'action_required', 'cancelled'];

function bodyOf({ externalId, output }: CheckWish, batch: Batch) {
  const { name, title, summary, text: details, actions, detailsUrl, status } = output;
  // Neutral and skipped pass a required check: whoever asks for one by mistake gets nothing published.
  if (output.status === 'completed' && !conclusions.includes(output.conclusion)) {
    throw new TypeError(`${output.conclusion} is no conclusion of ours`);
  }
  return {
    name,
    external_id: externalId,
    status,
    ...(output.status === 'completed' && { conclusion: output.conclusion }),
    ...(detailsUrl !== undefined && { details_url: detailsUrl }),
    actions: actions.map(({ label, description, identifier }) => ({ label, description, identifier })),
    output: { title, summary, text: details, ...(batch.length > 0 && { annotations: batch.map(annotationOf) }) },
  };
}

function annotationOf({ path, line, level, title, message }: Batch[number]) {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message };
}

interface Update extends Confirm {
  readonly place: Place;
  readonly run: number;
  readonly wish: CheckWish;
}

/** Twice the same is the same, unless it adds something beside lines. */
async function update(link: Link, { place, run, wish, batch, confirm }: Update & { readonly batch: Batch }): Promise<OwnRun> {
  const found = await askRepo(link, {
    place,
    route: 'PATCH /check-runs/{check_run_id}',
    parameters: { check_run_id: run, ...bodyOf(wish, batch) },
    read: readRun,
    write: { isRepeatable: batch.length === 0, confirm },
  });
  return found.run;
}

async function annotate(link: Link, { batches, ...rest }: Update & { readonly batches: readonly Batch[] }): Promise<void> {
  for (const batch of batches) await update(link, { ...rest, batch });
}

const readAnnotation = shaped({
  path: text,
  start_line: whole,
  annotation_level: orNull(oneOf('failure', 'warning', 'notice')),
  title: orNull(text),
  message: orNull(text),
});

const batchSize = 50;

async function missingOf(link: Link, { place, run, wish }: Update): Promise<readonly Batch[]> {
  const wanted = wish.output.annotations.flat();
  if (wanted.length === 0) return [];
  const ask = ofRepo({
    place,
    route: 'GET /check-runs/{check_run_id}/annotations',
    parameters: { check_run_id: run },
    read: listOf(readAnnotation),
  });
  const there = new Set(
    (await allPages(link.client, ask, { most: 100 })).map((each) => keyOf({ ...each, line: each.start_line })),
  );
  const missing = wanted.filter((each) => !there.has(keyOf(each)));
  const starts = Array.from({ length: Math.ceil(missing.length / batchSize) }, (_, at) => at * batchSize);
  return starts.map((start) => missing.slice(start, start + batchSize));
}

function keyOf(of: { path: string; line: number; title: string | null; message: string | null }): string {
  return JSON.stringify([of.path, of.line, of.title, of.message]);
}
