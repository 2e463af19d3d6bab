// Starts the sandbox with its demo, for people who want to click: `npm run sandbox`.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { settleDemo } from '../src/sandbox/demo/demo.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { noLimits } from '../src/sandbox/server/limits.ts';

const help = `npm run sandbox -- [--port PORT] [--hook URL --secret SECRET]

  --port PORT      where the page and the API are (4000; 0 takes a free one)
  --hook URL       where webhooks go: an App of yours; without it a listener of our own takes them
  --secret SECRET  what they are signed with
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    hook: { type: 'string' },
    secret: { type: 'string', default: 'demo' },
    help: { type: 'boolean', default: false },
  },
});

/** Says yes to every webhook, so that the timeline shows deliveries. */
async function listener(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(202).end());
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

if (values.help) {
  process.stdout.write(help);
} else {
  const sandbox = await startSandbox({ port: Number(values.port), limits: noLimits });
  const { release } = settleDemo(sandbox.world, { url: values.hook ?? (await listener()), secret: values.secret });
  console.log(`The sandbox is at ${sandbox.url}/`);
  console.log(`  A release to click through: ${sandbox.url}/harbour/ferry/pull/${release.number}`);
  console.log(`  What Apps hear and ask:     ${sandbox.url}/-/timeline`);
  console.log('Choose who you are at the top of the page. Ctrl-C ends it, and nothing is kept.');
}
