// The services beside a runner, as small as a test needs them: artifacts, the blobs that they lie in, and tokens that vouch.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly what: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Beside {
  readonly env: { readonly [name: string]: string };
  readonly asked: Asked[];
  /** The archives that were finalized, by name. */
  readonly artifacts: Map<string, Buffer>;
  /** What is answered next to a question, instead of what it asks for; `lost`: it is done, and nobody hears of it. */
  readonly next: Map<string, (number | 'lost' | { readonly status: number; readonly body: string })[]>;
  readonly close: () => Promise<void>;
}

export const token = `${Buffer.from('{}').toString('base64url')}.${Buffer.from('{"aud":"x"}').toString('base64url')}.c2lnbmF0dXJl`;
const runtime = `e30.${Buffer.from(JSON.stringify({ scp: 'Actions.Example Actions.Results:run-1:job-2' })).toString('base64url')}.e30`;

export async function openBeside(): Promise<Beside> {
  const asked: Asked[] = [];
  const artifacts = new Map<string, Buffer>();
  const blobs = new Map<string, Buffer>();
  const names = new Set<string>();
  const next: Beside['next'] = new Map();
  const done = ({ what, body, headers }: Asked, origin: string): { status: number; body: object | string } => {
    const said = what === 'blob' || what === 'token' ? {} : JSON.parse(body.toString());
    const { name } = said;
    if (what === 'token') return { status: 200, body: { value: token } };
    if (what === 'blob') {
      blobs.set(String(headers['x-name']), body);
      return { status: headers['x-ms-blob-type'] === 'BlockBlob' ? 201 : 400, body: '' };
    }
    if (what === 'CreateArtifact') {
      if (names.has(name))
        return { status: 409, body: { code: 'already_exists', msg: 'an artifact with this name already exists' } };
      names.add(name);
      return { status: 200, body: { ok: true, signed_upload_url: `${origin}/blob?name=${name}&sig=abc` } };
    }
    if (what === 'FinalizeArtifact') {
      const bytes = blobs.get(name) ?? Buffer.alloc(0);
      const isSame =
        said.size === String(bytes.length) && said.hash === `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      if (isSame) artifacts.set(name, bytes);
      return isSame ? { status: 200, body: { ok: true, artifact_id: '41' } } : { status: 400, body: { code: 'malformed' } };
    }
    const listed = [...artifacts.keys()].filter((each) => each === said.name_filter);
    return { status: 200, body: { artifacts: listed.map((each) => ({ name: each, database_id: '41' })) } };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', `http://${request.headers.host}`);
      const what = url.pathname.split('/').at(-1) ?? '';
      const headers = {
        ...request.headers,
        'x-name': url.searchParams.get('name') ?? '',
        'x-audience': url.searchParams.get('audience') ?? '',
      };
      const each: Asked = { what, headers, body: Buffer.concat(chunks) };
      asked.push(each);
      const odd = next.get(what)?.shift();
      const answer =
        odd === undefined || odd === 'lost'
          ? done(each, url.origin)
          : typeof odd === 'number'
            ? { status: odd, body: 'odd' }
            : odd;
      if (odd === 'lost') response.destroy();
      else response.writeHead(answer.status).end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      ACTIONS_RESULTS_URL: `${origin}/rest/`,
      ACTIONS_RUNTIME_TOKEN: runtime,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    },
    asked,
    artifacts,
    next,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

export const hasty = { tries: 3, pauseMs: 1, eachMs: 60_000 };
