/** A variable of the environment, as people read of it in `.env.example` and in docs/app.md. */
interface Variable {
  readonly name: string;
  readonly about: string;
  readonly default?: string;
  readonly example?: string;
}

export const variables = [
  { name: 'APP_ID', about: 'The number of the App, on the page of its settings.', example: '12345' },
  {
    name: 'PRIVATE_KEY',
    about: 'The private key of the App: the PEM text with its line breaks written as \\n, or all of it in Base64.',
  },
  {
    name: 'PRIVATE_KEY_PATH',
    about: 'A file with the private key, in place of PRIVATE_KEY.',
    example: './gonogo.private-key.pem',
  },
  {
    name: 'WEBHOOK_SECRET',
    about: 'What GitHub signs deliveries with: 16 characters or more, the same as in the settings of the App.',
  },
  {
    name: 'WEBHOOK_SECRET_OLD',
    about: 'Taken as well while one secret takes the place of another. Remove it when GitHub has the new one.',
  },
  { name: 'HOST', about: 'The address to listen on. In a container: 0.0.0.0.', default: '127.0.0.1' },
  { name: 'PORT', about: 'The port to listen on.', default: '3000' },
  {
    name: 'DATABASE_URL',
    about: 'A PostgreSQL server. Needed for more than one replica; without it the database is a folder.',
    example: 'postgres://gonogo:password@localhost/gonogo',
  },
  { name: 'GONOGO_DATA', about: 'The folder of the database, where there is no server.', default: './gonogo-data' },
  {
    name: 'GONOGO_EPHEMERAL',
    about:
      '1: the folder may be one that does not outlive this machine or container. Ticks are lost with it. --ephemeral says the same.',
  },
  {
    name: 'GITHUB_API_URL',
    about: 'Where the API of GitHub is. https, but on this machine, where the sandbox is.',
    default: 'https://api.github.com',
  },
  {
    name: 'GHE_HOST',
    about: 'The name of a GitHub Enterprise Server, in place of GITHUB_API_URL.',
    example: 'github.example.com',
  },
  {
    name: 'GONOGO_OIDC_ISSUER',
    about:
      'Who vouches for jobs of GitHub Actions, where it is not the one that belongs to the API: an enterprise with an issuer of its own, or a proxy.',
    example: 'https://token.actions.githubusercontent.com/ENTERPRISE',
  },
  { name: 'LOG_LEVEL', about: 'debug, info, warn or error.', default: 'info' },
  { name: 'GONOGO_CONCURRENCY', about: 'How many tasks this process works on at once, 1 to 64.', default: '4' },
  {
    name: 'GONOGO_RHYTHM',
    about:
      'How long things take, in seconds, for whoever tries it out: settle, boardQuiet, boardLatest, sweep, retry, retryLatest, lookAgain, collect, lease.',
    example: 'settle=2,boardQuiet=3',
  },
  {
    name: 'GONOGO_COLLECTING',
    about: 'How many live addresses this process asks at once, 1 to 32, beside those tasks.',
    default: '4',
  },
  {
    name: 'GONOGO_PRIVATE_HOSTS',
    about:
      'Hosts that may stand in a private network when the App asks them, with commas between: HOST, or OWNER@HOST, or OWNER/REPOSITORY@HOST. None without it.',
    example: 'acme@staging.internal',
  },
  {
    name: 'GONOGO_LEND_SECRETS',
    about:
      'Where each GONOGO_SECRET_NAME may be sent, with commas between: NAME=HOST, NAME=OWNER@HOST, NAME=OWNER/REPOSITORY@HOST, and a port after the host where it is not 443.',
    example: 'PROBE_TOKEN=acme/shop@api.example.com',
  },
  {
    name: 'METRICS_TOKEN',
    about: 'When it is set, /metrics wants it: `Authorization: Bearer TOKEN`. 16 characters or more.',
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]['name'];

export const variableNames: readonly VariableName[] = variables.map(({ name }) => name);

export function variableOf(name: VariableName): Variable {
  const found = variables.find((each) => each.name === name);
  if (!found) throw new TypeError(`there is no variable ${name}`);
  return found;
}

/** Of other parts of Gonogo. */
export const otherNames: readonly string[] = ['GONOGO_DEBUG', 'GONOGO_GOLDEN', 'GONOGO_STORIES'];
