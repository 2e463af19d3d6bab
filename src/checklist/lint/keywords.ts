import type { Json } from '../../ground/json.ts';

/** What people write when they mean something that a gate proves. Data alone: a new gate adds an entry. */
export interface GateKeywords {
  readonly gate: string;
  /** Lower case; each is found as whole words, whatever stands between them. */
  readonly phrases: readonly string[];
  /** Where these stand, the words mean something else. */
  readonly unless: readonly string[];
  /** What one would write, to be changed to one's own. */
  readonly example: {
    readonly target?: string;
    readonly source?: { readonly [key: string]: Json };
    readonly limits: { readonly [key: string]: Json };
  };
}

export const gateKeywords: readonly GateKeywords[] = [
  {
    gate: 'checks',
    phrases: ['ci is green', 'ci passes', 'all checks pass', 'status checks pass', 'pipeline is green', 'build is green'],
    unless: ['health checks', 'background checks'],
    example: { source: { required: [{ name: 'build', app: 'github-actions' }] }, limits: {} },
  },
  {
    gate: 'reviews',
    phrases: ['code review', 'peer review', 'approving review', 'pull request is approved', 'pr is approved'],
    unless: ['security review', 'access review', 'design review'],
    example: { limits: { minimum: 1 } },
  },
  {
    gate: 'coverage',
    phrases: ['test coverage', 'code coverage', 'line coverage', 'branch coverage', 'covered by tests', 'lcov', 'coverage'],
    unless: [
      'alert coverage',
      'monitoring coverage',
      'on call coverage',
      'support coverage',
      'insurance coverage',
      'browser coverage',
    ],
    example: { source: { files: 'coverage/lcov.info' }, limits: { lines: 80 } },
  },
  {
    gate: 'dependencies',
    phrases: [
      'npm audit',
      'dependency scan',
      'vulnerable dependencies',
      'dependency vulnerabilities',
      'pip audit',
      'osv scanner',
    ],
    unless: [],
    example: { source: { files: 'audit.json' }, limits: { high: 0 } },
  },
  {
    gate: 'container-scan',
    phrases: ['container scan', 'image scan', 'container image vulnerabilities', 'trivy', 'grype'],
    unless: [],
    example: { source: { files: 'trivy.json' }, limits: { high: 0 } },
  },
  {
    gate: 'secrets-scan',
    phrases: ['secret scan', 'secrets scan', 'secret scanning', 'gitleaks', 'trufflehog', 'no secrets in the code'],
    unless: [],
    example: { source: { files: 'gitleaks.json', format: 'gitleaks' }, limits: { secrets: 0 } },
  },
  {
    gate: 'static-analysis',
    phrases: ['static analysis', 'sast', 'codeql', 'semgrep', 'sarif'],
    unless: [],
    example: { source: { files: 'results.sarif' }, limits: { high: 0 } },
  },
  {
    gate: 'tests',
    phrases: ['unit tests pass', 'all tests pass', 'test suite passes', 'integration tests pass', 'junit'],
    unless: [],
    example: { source: { files: 'reports/junit.xml' }, limits: { tests: 1 } },
  },
  {
    gate: 'tls',
    phrases: ['tls 1 2', 'tls 1 3', 'ssl certificate', 'tls certificate', 'cipher suites'],
    unless: ['database', 'redis', 'smtp'],
    example: { target: 'production', limits: { minimum: 'TLSv1.2' } },
  },
  {
    gate: 'tls-report',
    phrases: ['testssl', 'sslyze', 'ssl labs', 'ssllabs'],
    unless: [],
    example: { source: { files: 'testssl.json', host: 'www.example.com' }, limits: { grade: 'A' } },
  },
  {
    gate: 'headers',
    phrases: ['security headers', 'content security policy', 'strict transport security', 'hsts', 'mozilla observatory'],
    unless: [],
    example: { target: 'production', limits: { grade: 'B' } },
  },
  {
    gate: 'https-redirect',
    phrases: ['http to https redirect', 'redirect to https', 'redirects to https', 'https redirect'],
    unless: [],
    example: { target: 'production', limits: { permanent: true } },
  },
  {
    gate: 'cookies',
    phrases: ['secure cookies', 'session cookies', 'httponly', 'samesite'],
    unless: ['cookie banner', 'cookie consent'],
    example: { target: 'production', limits: { strict: true } },
  },
  {
    gate: 'health',
    phrases: ['health check', 'health checks', 'health endpoint', 'health endpoints', 'healthz'],
    unless: [],
    example: { target: 'production', source: { path: '/healthz' }, limits: {} },
  },
  {
    gate: 'http',
    phrases: ['smoke test', 'smoke tests', 'answers with 200', 'returns 200'],
    unless: [],
    example: { target: 'production', source: { steps: [{ path: '/', expect: { status: [200] } }] }, limits: {} },
  },
  {
    gate: 'release-version',
    phrases: ['version endpoint', 'released version is running', 'new version is running'],
    unless: [],
    example: { target: 'production', source: { path: '/version', version: 'version' }, limits: {} },
  },
];

/** Something is set up, and that outlives a release. */
export const lastingPhrases = [
  'provision',
  'provisioned',
  'configure',
  'configured',
  'configuration',
  'set up',
  'setup',
  'enable',
  'enabled',
  'install',
  'installed',
  'implement',
  'implemented',
  'in place',
  'established',
  'defined',
  'enforced',
  'firewall',
  'dns',
  'mfa',
  'encrypted',
  'encryption',
  'policy',
  'plan',
] as const;

/** Asked for, but nothing that a release should wait for. */
export const softPhrases = [
  'consider',
  'ideally',
  'recommended',
  'nice to have',
  'where possible',
  'if possible',
  'as needed',
  'documentation',
  'documented',
  'document',
  'runbook',
  'runbooks',
  'readme',
  'trained',
  'training',
  'optimize',
  'optimized',
] as const;

/** A heading that says of itself that not everybody needs what stands below it. */
export const conditionalPhrases = [
  'if needed',
  'if applicable',
  'if used',
  'if using',
  'if you use',
  'where applicable',
  'as applicable',
  'when applicable',
  'optional',
] as const;

/** Those of the phrases that stand in a text, longest first and none inside of another. One pass over the words: no pattern to stall. */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const words = wordsOf(text);
  let left = ` ${words.join(' ')} `;
  return phrases
    .toSorted((a, b) => b.length - a.length)
    .filter((phrase) => {
      const isThere = left.includes(` ${phrase} `);
      if (isThere) left = left.replaceAll(` ${phrase} `, ' | ');
      return isThere;
    });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
