import { stripTypeScriptTypes } from 'node:module';
import { scan } from './scanner.ts';

/** Files whose test is not their mirror: `path: where it is tested instead`. An entry that is no longer needed is an error. */
export const testedElsewhere: Readonly<Record<string, string>> = {
  'src/gates/registry.ts': '__tests__/house/gates.test.ts',
  // Only hand on what a package has.
  'src/gates/probes/one-client.ts': '__tests__/gates/probes/http.test.ts',
  'src/gates/probes/headers/csp-evaluator.ts': '__tests__/gates/headers.test.ts',
  'src/doors/app/evidence-thread.ts': '__tests__/doors/app/evidence-reader.test.ts',
  // What npm start shows is walked through in a browser, all of it.
  'scripts/start.ts': '__tests__/scenarios/journey/journey.test.ts',
  'scripts/demo/app.ts': '__tests__/scenarios/journey/journey.test.ts',
  'scripts/demo/certificate.ts': '__tests__/scenarios/journey/journey.test.ts',
  'scripts/demo/guide.ts': '__tests__/scenarios/journey/journey.test.ts',
  'scripts/demo/repository.ts': '__tests__/scenarios/journey/journey.test.ts',
  'scripts/demo/service.ts': '__tests__/scenarios/journey/journey.test.ts',
  'scripts/schemas.ts': '__tests__/house/gates.test.ts',
  'scripts/docs.ts': '__tests__/house/gates.test.ts',
  // Starting a database takes a second: what one test of several files can try on one, it does.
  'src/store/clock.ts': '__tests__/store/store.test.ts',
  'src/store/retention.ts': '__tests__/store/subjects/writes.test.ts',
  'src/store/shared/shared.ts': '__tests__/store/store.test.ts',
  'src/store/stats.ts': '__tests__/store/store.test.ts',
  'src/store/engine/failure.ts': '__tests__/store/engine/embedded.test.ts',
  'src/store/engine/host.ts': '__tests__/store/engine/embedded.test.ts',
  'src/store/engine/open.ts': '__tests__/store/engine/embedded.test.ts',
  'src/store/engine/listener.ts': '__tests__/store/engine/server.test.ts',
  'src/store/schema/migrations.ts': '__tests__/store/schema/migrate.test.ts',
  'src/store/subjects/places.ts': '__tests__/store/inbox/inbox.test.ts',
  'src/store/subjects/reads.ts': '__tests__/store/subjects/writes.test.ts',
  'src/store/tasks/claim.ts': '__tests__/store/tasks/tasks.test.ts',
  'src/store/tasks/held.ts': '__tests__/store/tasks/tasks.test.ts',
  'src/store/tasks/wake.ts': '__tests__/store/tasks/tasks.test.ts',
  'src/store/tasks/wish.ts': '__tests__/store/tasks/tasks.test.ts',
  // What speaks to a server is tried on servers: more than seventy of them, each with all that is true of it.
  'src/gates/probes/tls/chains.ts': '__tests__/gates/probes/tls/scan.truth.test.ts',
  'src/gates/probes/tls/dialogue.ts': '__tests__/gates/probes/tls/starttls.test.ts',
  'src/gates/probes/tls/exchange.ts': '__tests__/gates/probes/tls/scan.test.ts',
  'src/gates/probes/tls/features.ts': '__tests__/gates/probes/tls/scan.truth.test.ts',
  'src/gates/probes/tls/flight.ts': '__tests__/gates/probes/tls/scan.test.ts',
  'src/gates/probes/tls/handshake.ts': '__tests__/gates/probes/tls/resume.test.ts',
  'src/gates/probes/tls/place.ts': '__tests__/gates/probes/tls/target.test.ts',
  'src/gates/probes/tls/secrets.ts': '__tests__/gates/probes/tls/scan.truth.test.ts',
  'src/gates/probes/tls/signatures.ts': '__tests__/gates/probes/tls/certificate.test.ts',
  'src/gates/probes/tls/wire.ts': '__tests__/gates/probes/tls/hello.test.ts',
  'src/gates/reports/tls/formats.ts': '__tests__/gates/reports/tls/collect.test.ts',
  'src/gates/reports/tls/loose.ts': '__tests__/gates/reports/tls/sslyze.test.ts',
  'src/gates/reports/tls/reported.ts': '__tests__/gates/reports/tls/ssl-labs.test.ts',
  'src/gates/rules/tls/bounds.ts': '__tests__/gates/rules/tls/judge.test.ts',
  'src/gates/rules/tls/chain-demands.ts': '__tests__/gates/rules/tls/demands.test.ts',
  'src/gates/rules/tls/evidence.ts': '__tests__/gates/tls.test.ts',
  'src/gates/rules/tls/limits.ts': '__tests__/gates/tls.test.ts',
  'src/gates/rules/tls/outcome.ts': '__tests__/gates/rules/tls/judge.test.ts',
  'src/gates/rules/tls/profiles.ts': '__tests__/gates/rules/tls/profile-check.test.ts',
  'src/gates/rules/tls/server-demands.ts': '__tests__/gates/rules/tls/demands.test.ts',
  // What a page says is tried as a whole: a rule alone has no page to stand on.
  'src/gates/probes/headers/outcome.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/policy-merge.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/preloaded.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/rule-cookies.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/rule-csp.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/rule-plain.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/rule-scripts.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/rule-transport.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/seen.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/site.ts': '__tests__/gates/probes/headers/observatory.test.ts',
  'src/gates/probes/headers/cookie.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/flaws-csp.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/flaws-cookies.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/flaws-page.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/flaws-transport.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/flaw.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/leaks.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/collect.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/sharing.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/page.ts': '__tests__/gates/headers.test.ts',
  'src/gates/probes/headers/cookies.ts': '__tests__/gates/cookies.test.ts',
  'src/gates/probes/health.ts': '__tests__/gates/health.test.ts',
  'src/gates/probes/health-body.ts': '__tests__/gates/health.test.ts',
  'src/gates/probes/release-version.ts': '__tests__/gates/release-version.test.ts',
  'src/gates/probes/smoke.ts': '__tests__/gates/http.test.ts',
  'src/gates/probes/latency.ts': '__tests__/gates/http.test.ts',
  'src/gates/probes/https-redirect.ts': '__tests__/gates/https-redirect.test.ts',
  'src/gates/probes/redirects.ts': '__tests__/gates/https-redirect.test.ts',
  'src/gates/probes/session.ts': '__tests__/gates/headers.test.ts',
  'src/gates/engine/request.ts': '__tests__/gates/headers.test.ts',
  'src/gates/engine/tries.ts': '__tests__/gates/health.test.ts',
  'src/doors/cli/probe-kinds.ts': '__tests__/doors/cli/probe.test.ts',
  // A step needs a job, a job a run: what a workflow does is tried by workflows that run.
  'src/sandbox/runner/action-file.ts': '__tests__/sandbox/runner/runner.test.ts',
  'src/sandbox/runner/built-in/checkout.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/built-in/download.ts': '__tests__/sandbox/runner/uses.test.ts',
  'src/sandbox/runner/built-in/inputs.ts': '__tests__/sandbox/runner/uses.test.ts',
  'src/sandbox/runner/built-in/setup-node.ts': '__tests__/sandbox/runner/uses.test.ts',
  'src/sandbox/runner/built-in/upload.ts': '__tests__/sandbox/runner/uses.test.ts',
  'src/sandbox/runner/call.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/commands.ts': '__tests__/sandbox/runner/step-output.test.ts',
  'src/sandbox/runner/contexts.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/expression/functions.ts': '__tests__/sandbox/runner/expression/evaluate.test.ts',
  'src/sandbox/runner/expression/parse.ts': '__tests__/sandbox/runner/expression/evaluate.test.ts',
  'src/sandbox/runner/expression/tokens.ts': '__tests__/sandbox/runner/expression/evaluate.test.ts',
  'src/sandbox/runner/expression/values.ts': '__tests__/sandbox/runner/expression/evaluate.test.ts',
  'src/sandbox/runner/github-values.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/load.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/machine.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/matrix.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/node-action.ts': '__tests__/sandbox/runner/runner.test.ts',
  'src/sandbox/runner/occasion.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/permissions.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/problem.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/program.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/shape.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/shell-step.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/step-plan.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/step.ts': '__tests__/sandbox/runner/job.test.ts',
  'src/sandbox/runner/turn.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/runner/wish.ts': '__tests__/sandbox/runner/uses.test.ts',
  'src/sandbox/runner/workflow.ts': '__tests__/sandbox/runner/graph.test.ts',
  'src/sandbox/state/run-logs.ts': '__tests__/sandbox/page/job-log.test.ts',
  'scripts/sandbox-descriptions.ts': '__tests__/sandbox/rest/routes.test.ts',
};

/** The folder of tests that mirrors each folder of code. */
const folders: readonly (readonly [code: string, tests: string])[] = [
  ['src/', '__tests__/'],
  ['scripts/', '__tests__/scripts/'],
];

/** True when nothing is left of the file once its types are gone. */
export function isTypesOnly(source: string): boolean {
  return !/[^\s;]/.test(scan(stripTypeScriptTypes(source, { mode: 'strip' })).code);
}

export function mirrorOf(file: string): string {
  const [code, tests] = folders.find(([folder]) => file.startsWith(folder)) ?? ['', '__tests__/'];
  return `${tests}${file.slice(code.length).replace(/\.\w+$/, '')}.test.ts`;
}

/** Code files without their test. */
export function untested(files: readonly string[], tests: readonly string[]): string[] {
  const has = new Set(tests);
  const missing = files.filter((file) => !has.has(mirrorOf(file)) && !(file in testedElsewhere));
  return missing.map((file) => `${file} has no test ${mirrorOf(file)}`);
}

/** Tests of a folder that mirrors code, without that code. `a.limits.test.ts` may be a second test of `a.ts`. */
export function orphans(files: readonly string[], tests: readonly string[]): string[] {
  const mirrors = new Set(files.map(mirrorOf));
  const codeFolders = new Set(files.map((file) => mirrorOf(file).split('/')[1] ?? ''));
  return tests.filter(
    (test) => codeFolders.has(test.split('/')[1] ?? '') && !sources(test).some((mirror) => mirrors.has(mirror)),
  );
}

function sources(test: string): string[] {
  const stem = test.slice(0, -'.test.ts'.length);
  const shorter = stem.replace(/\.[^./]+$/, '');
  return [test, ...(shorter === stem ? [] : sources(`${shorter}.test.ts`))];
}

/** Entries of the list above that name a missing file, a missing test, or a file that has its mirror by now. */
export function staleExceptions(files: readonly string[], tests: readonly string[]): string[] {
  return Object.entries(testedElsewhere).flatMap(([file, test]) => {
    if (!files.includes(file)) return [`${file} is no file`];
    if (!tests.includes(test)) return [`${test} is no test`];
    return tests.includes(mirrorOf(file)) ? [`${file} has its own test by now`] : [];
  });
}
