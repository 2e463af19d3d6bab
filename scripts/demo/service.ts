// What the demo releases: a small site by HTTPS that has a flaw until somebody mends it.
import { createServer } from 'node:https';
import { certificate, privateKey } from './certificate.ts';

export interface Service {
  readonly url: string;
  readonly isMended: () => boolean;
  readonly mend: (isMended: boolean) => void;
  readonly close: () => void;
}

const page = '<!doctype html><title>Lighthouse</title><h1>The light is on</h1>\n';

const good: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

export async function startService(): Promise<Service> {
  let isMended = false;
  const server = createServer({ cert: certificate, key: privateKey }, (_, response) => {
    const { 'strict-transport-security': _lasting, 'content-security-policy': _policy, ...rest } = good;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(isMended ? good : rest) }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`,
    isMended: () => isMended,
    mend: (now) => {
      isMended = now;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
