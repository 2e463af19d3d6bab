import { nearest, type Problem, ProblemError } from '../../ground/problem.ts';
import { type Rhythm, rhythm } from '../../reconcile/rhythm.ts';
import { type Level, levels } from './log.ts';
import { type Reading, readPrivateKey } from './private-key.ts';
import { isSecretName, type ReachSettings, readReach } from './reach.ts';
import { otherNames, type VariableName, variableNames, variableOf } from './variables.ts';

export type Environment = { readonly [name: string]: string | undefined };

export interface Settings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The first is the one in use. */
  readonly webhookSecrets: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly database: { readonly url: string } | { readonly folder: string; readonly isEphemeral: boolean };
  readonly apiUrl: string;
  /** Undefined: the one that belongs to the API. */
  readonly issuer: string | undefined;
  readonly logLevel: Level;
  readonly concurrency: number;
  readonly metricsToken: string | undefined;
  readonly rhythm: Rhythm;
  /** How many live addresses are asked at once. */
  readonly collecting: number;
  readonly reach: ReachSettings;
}

/** Longer than anybody can guess. */
const shortestSecret = 16;

/** All settings, or every problem in them at once. */
export function readSettings(env: Environment, args: readonly string[] = []): Settings {
  const { reading, finish } = begin(env, [...unknownArguments(args), ...unknownNames(env)]);
  return finish({
    appId: numberOf(reading, 'APP_ID', { least: 1, most: Number.MAX_SAFE_INTEGER }),
    privateKey: readPrivateKey(reading),
    webhookSecrets: secretsOf(reading),
    host: reading.value('HOST') ?? variableOf('HOST').default ?? '',
    port: portOf(reading),
    database: databaseOf(reading, args.includes('--ephemeral')),
    apiUrl: apiUrlOf(reading),
    issuer: issuerOf(reading),
    logLevel: levelOf(reading),
    concurrency: numberOf(reading, 'GONOGO_CONCURRENCY', { least: 1, most: 64 }),
    metricsToken: secretOf(reading, 'METRICS_TOKEN'),
    rhythm: rhythmOf(reading),
    collecting: numberOf(reading, 'GONOGO_COLLECTING', { least: 1, most: 32 }),
    reach: readReach(reading, env),
  });
}

/** What is needed before there is an App. */
export function readSetUp(env: Environment): Pick<Settings, 'apiUrl' | 'port'> {
  const { reading, finish } = begin(env, []);
  return finish({ apiUrl: apiUrlOf(reading), port: portOf(reading) });
}

function begin(env: Environment, problems: Problem[]): { reading: Reading; finish: <T>(settings: T) => T } {
  return {
    reading: {
      value: (name) => {
        const value = (env[name] ?? '').trim();
        return value === '' ? undefined : value;
      },
      wrong: (name, message, remedy) => {
        problems.push({ code: 'app.setting', path: name, message, remedy });
        return undefined;
      },
    },
    finish: (settings) => {
      if (problems.length > 0) throw new ProblemError(...problems);
      return settings;
    },
  };
}

function portOf(reading: Reading): number {
  return numberOf(reading, 'PORT', { least: 0, most: 65_535 });
}

/** Nobody has registered an App yet, as far as we are told. */
export function hasNoApp(env: Environment): boolean {
  const names: readonly VariableName[] = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH'];
  return names.every((name) => (env[name] ?? '').trim() === '');
}

/** 0 stands in for a number that is missing: with a problem there are no settings. */
function numberOf({ value, wrong }: Reading, name: VariableName, { least, most }: { least: number; most: number }): number {
  const text = value(name) ?? variableOf(name).default;
  if (text === undefined) {
    wrong(name, 'is not set', `Set it: ${variableOf(name).about}`);
    return 0;
  }
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  wrong(name, 'is no whole number that it can be', `Set it to a number from ${least} to ${most}.`);
  return 0;
}

function secretOf({ value, wrong }: Reading, name: VariableName): string | undefined {
  const secret = value(name);
  if (secret === undefined || secret.length >= shortestSecret) return secret;
  return wrong(name, `has fewer than ${shortestSecret} characters`, 'Make a longer one: openssl rand -hex 32');
}

function secretsOf(reading: Reading): readonly string[] {
  if (reading.value('WEBHOOK_SECRET') === undefined) {
    const remedy = 'Set it to the webhook secret of the App: without one anybody can send deliveries.';
    reading.wrong('WEBHOOK_SECRET', 'is not set', remedy);
  }
  const secrets = [secretOf(reading, 'WEBHOOK_SECRET'), secretOf(reading, 'WEBHOOK_SECRET_OLD')];
  return secrets.filter((secret) => secret !== undefined);
}

function databaseOf({ value, wrong }: Reading, ephemeralAsked: boolean): Settings['database'] {
  const url = value('DATABASE_URL');
  const folder = value('GONOGO_DATA');
  const word = value('GONOGO_EPHEMERAL') ?? '0';
  if (!['0', '1', 'false', 'true'].includes(word))
    wrong('GONOGO_EPHEMERAL', 'is neither 1 nor 0', 'Set it to 1, or leave it out.');
  if (url === undefined) {
    const isEphemeral = ephemeralAsked || word === '1' || word === 'true';
    return { folder: folder ?? variableOf('GONOGO_DATA').default ?? '', isEphemeral };
  }
  if (folder !== undefined) {
    wrong('GONOGO_DATA', 'is set beside DATABASE_URL', 'Set the one or the other: the record of a release is in one place.');
  }
  if (!/^postgres(?:ql)?:$/.test(urlIn(url)?.protocol ?? '')) {
    wrong('DATABASE_URL', 'is no address of a PostgreSQL server', 'Write it as postgres://USER:PASSWORD@HOST/DATABASE.');
  }
  return { url };
}

function apiUrlOf({ value, wrong }: Reading): string {
  const host = value('GHE_HOST');
  const given = value('GITHUB_API_URL');
  if (host !== undefined) {
    if (given !== undefined) wrong('GHE_HOST', 'is set beside GITHUB_API_URL', 'Set the one or the other.');
    if (!/^[\w.-]+(?::\d+)?$/.test(host)) wrong('GHE_HOST', 'is no name of a host', 'Write it as github.example.com.');
    return `https://${host}/api/v3`;
  }
  const text = given ?? variableOf('GITHUB_API_URL').default ?? '';
  if (!isPlain(text)) {
    wrong('GITHUB_API_URL', 'is no https address', 'Write it as https://HOST/api/v3; http is for this machine only.');
  }
  return text.replace(/\/+$/, '');
}

/** Whoever answers there can vouch for anything. */
function issuerOf({ value, wrong }: Reading): string | undefined {
  const text = value('GONOGO_OIDC_ISSUER');
  if (text === undefined || isPlain(text)) return text?.replace(/\/+$/, '');
  return wrong('GONOGO_OIDC_ISSUER', 'is no https address', 'Write it as https://HOST/PATH; http is for this machine only.');
}

/** https, or without on this machine, and nothing but host and path. */
function isPlain(text: string): boolean {
  const url = urlIn(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname));
  return isSafe && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
}

function urlIn(text: string): URL | undefined {
  return URL.parse(text) ?? undefined;
}

function levelOf({ value, wrong }: Reading): Level {
  const word = value('LOG_LEVEL') ?? variableOf('LOG_LEVEL').default;
  const level = levels.find((each) => each === word);
  if (level === undefined) wrong('LOG_LEVEL', 'is no level of ours', `Set it to one of ${levels.join(', ')}.`);
  return level ?? 'info';
}

/** `name=seconds`, with commas between. */
function rhythmOf({ value, wrong }: Reading): Rhythm {
  const parts = (value('GONOGO_RHYTHM') ?? '').split(',').filter((part) => part.trim() !== '');
  const found = parts.map((part) => /^\s*(\w+)\s*=\s*(\d{1,6}(?:\.\d{1,3})?)\s*$/.exec(part) ?? []);
  if (found.some(([, name = '']) => !Object.hasOwn(rhythm, name))) {
    const names = Object.keys(rhythm).join(', ');
    wrong(
      'GONOGO_RHYTHM',
      'is no list of name=seconds',
      `Set it to some of ${names}, as settle=2,boardQuiet=3, or leave it out.`,
    );
  }
  return { ...rhythm, ...Object.fromEntries(found.map(([, name = '', seconds = '']) => [name, Number(seconds)])) };
}

/** A mistyped name would be a setting that silently does not hold. */
function unknownNames(env: Environment): Problem[] {
  const known = [...variableNames, ...otherNames];
  const unknown = Object.keys(env).filter((name) => name.startsWith('GONOGO_') && !known.includes(name) && !isSecretName(name));
  return unknown.map((name) => {
    const near = nearest(name, known);
    const remedy = near === undefined ? 'Remove it. docs/app.md lists what there is.' : `Did you mean ${near}?`;
    return { code: 'app.unknown-setting', path: name, message: 'is no setting of ours', remedy };
  });
}

function unknownArguments(args: readonly string[]): Problem[] {
  const unknown = args.filter((argument) => argument !== '--ephemeral');
  return unknown.map(() => ({
    code: 'app.usage',
    message: 'an argument is not known',
    remedy: 'npm run app takes --ephemeral and --help; all else comes from the environment.',
  }));
}
