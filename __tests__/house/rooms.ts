// The agreement about who may import whom. A house rule fails with the line of this file to edit, so keep one room to a line.

/** A room may always import itself. Type-only and dynamic imports count like any other. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  ground: [],
  gates: ['ground'],
  checklist: ['ground', 'gates'],
  ledger: ['ground'],
  verdict: ['ground', 'checklist', 'gates', 'ledger'],
  views: ['ground', 'checklist', 'ledger', 'verdict'],
  reconcile: ['ground', 'gates', 'checklist', 'ledger', 'verdict', 'views'],
  github: ['ground', 'gates', 'checklist', 'ledger', 'verdict', 'views', 'reconcile'],
  store: ['ground', 'gates', 'checklist', 'ledger', 'verdict', 'views', 'reconcile'],
  sandbox: [],
  doors: ['ground', 'gates', 'checklist', 'ledger', 'verdict', 'views', 'reconcile', 'github', 'store', 'sandbox'],
};

/** From another room only these places may be imported. */
export const narrow: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  checklist: { gates: ['gates/registry.ts', 'gates/engine/'] },
  verdict: { gates: ['gates/registry.ts', 'gates/engine/'] },
};

/** Rooms without clock, environment, file or network, and the Node modules they may use all the same. */
export const pure: Readonly<Record<string, readonly string[]>> = {
  ground: ['node:crypto'],
  checklist: [],
  ledger: [],
  verdict: [],
  views: [],
};

/** A gate file loads only these at its top; readers, probes and packages come by `await import` inside `collect`. */
export const gateMayImport: readonly string[] = [
  'ground/',
  'gates/engine/schema.ts',
  'gates/engine/contract.ts',
  'gates/engine/platform.ts',
  'gates/engine/request.ts',
  'gates/engine/tries.ts',
  'gates/rules/',
  'gates/scan/',
  'gates/coverage/',
];

/** Files directly in gates/ that are no gate. */
export const noGate: readonly string[] = ['gates/registry.ts', 'gates/platform.ts'];

/** Packages that only some places know; a package that is not named here may be used in every room that is not pure. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  probot: ['doors/app/'],
  '@actions/*': ['doors/action.ts', 'doors/action/'],
  '@octokit/*': ['github/'],
  octokit: ['github/'],
  pg: ['store/'],
  'pg-*': ['store/'],
  postgres: ['store/'],
  '@electric-sql/*': ['store/'],
  // The bundle has ajv's output in place of ajv: one file is swapped, so one file may know ajv. The sandbox is in no bundle.
  ajv: ['gates/engine/compile.ts', 'sandbox/validate/descriptions.ts'],
  'ajv-*': ['gates/engine/compile.ts'],
  graphql: ['sandbox/graphql/'],
  typebox: ['gates/engine/schema.ts'],
  re2js: ['ground/'],
  yaml: ['checklist/', 'gates/', 'sandbox/runner/'],
  'markdown-it': ['checklist/', 'sandbox/page/'],
  parse5: ['sandbox/page/', 'gates/probes/'],
  saxes: ['gates/reports/'],
  undici: ['gates/probes/'],
  csp_evaluator: ['gates/probes/'],
};
