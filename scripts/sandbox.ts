// Starts the sandbox with its demo, for people who want to click: `npm run sandbox`.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { settleDemo } from '../src/sandbox/demo/demo.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { noLimits } from '../src/sandbox/server/limits.ts';
import { removeEnvironment, settleOwnApp, writeEnvironment } from './sandbox-app.ts';

const help = `npm run sandbox -- [--port PORT] [--env FILE] [--hook URL --secret SECRET]

  --port PORT      where the page and the API are (4000; 0 takes a free one)
  --env FILE       adds a repository with a release for Gonogo itself, and writes to FILE what \`npm run app\` needs to be its App
  --hook URL       where webhooks go: an App of yours; without it a listener of our own takes them
  --secret SECRET  what they are signed with
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    env: { type: 'string' },
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
} else if (values.env !== undefined && existsSync(values.env)) {
  process.stderr.write(
    `${values.env} is there already, and is not written over.\n  Name another file, or remove it if a sandbox that was killed left it behind.\n`,
  );
  process.exitCode = 64;
} else {
  const sandbox = await startSandbox({ port: Number(values.port), limits: noLimits });
  const { release } = settleDemo(sandbox.world, { url: values.hook ?? (await listener()), secret: values.secret });
  console.log(`The sandbox is at ${sandbox.url}/`);
  console.log(`  A release to click through: ${sandbox.url}/harbour/ferry/pull/${release.number}`);
  console.log(`  What Apps hear and ask:     ${sandbox.url}/-/timeline`);
  if (values.env !== undefined) {
    const { pull, env } = settleOwnApp(sandbox, randomBytes(24).toString('hex'));
    const file = values.env;
    writeEnvironment(file, env);
    process.on('exit', () => removeEnvironment(file, env));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
    console.log(
      `  One that waits for Gonogo:  ${sandbox.url}/harbour/lighthouse/pull/${pull.number} (now start it: npm run app)`,
    );
  }
  console.log('Choose who you are at the top of the page. Ctrl-C ends it, and nothing is kept.');
}
