// 10,000 pull requests of state, then requests to it over connections that stay open, everything validated.
import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { noLimits } from '../src/sandbox/server/limits.ts';
import { addAccount, addToken } from '../src/sandbox/state/accounts.ts';
import { addComment } from '../src/sandbox/state/issues.ts';
import { openPull } from '../src/sandbox/state/pulls.ts';
import { push } from '../src/sandbox/state/pushes.ts';
import { addRepo, writeFiles } from '../src/sandbox/state/repositories.ts';

const pulls = 10_000;
const seconds = 5;
const connections = 16;

interface Work {
  readonly url: string;
  readonly token: string;
  readonly comments: readonly number[];
}

/** Four requests of five read. */
function requestsOf({ comments }: Work, at: number) {
  const number = 1 + ((at * 7919) % pulls);
  const repo = '/repos/ada/shop';
  const query =
    'query($n: Int!) { repository(owner: "ada", name: "shop") { pullRequest(number: $n) { title comments(first: 5) { nodes { body userContentEdits(first: 5) { nodes { diff } } } } } } }';
  const kinds = [
    { method: 'GET', path: `${repo}/pulls/${number}` },
    { method: 'GET', path: `${repo}/issues/${number}/comments` },
    { method: 'GET', path: `${repo}/pulls/${number}/files` },
    { method: 'POST', path: '/graphql', body: { query, variables: { n: number } } },
    { method: 'PATCH', path: `${repo}/issues/comments/${comments[number - 1]}`, body: { body: `- [x] ${at}` } },
  ];
  return kinds[at % kinds.length] ?? { method: 'GET', path: repo };
}

async function drive(work: Work): Promise<{ done: number; failed: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const counts = { done: 0, failed: 0 };
  let at = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const { method, path, body } = requestsOf(work, at++);
      const sent = request(
        `${work.url}${path}`,
        { agent, method, headers: { authorization: `token ${work.token}` } },
        (response) => {
          counts[response.statusCode === 200 ? 'done' : 'failed'] += 1;
          response.resume().on('end', resolve);
        },
      );
      sent.on('error', reject).end(body && JSON.stringify(body));
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) await one();
    }),
  );
  agent.destroy();
  return counts;
}

async function main() {
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  const sandbox = await startSandbox({ limits: noLimits });
  const { world } = sandbox;
  const ada = addAccount(world, 'ada');
  const repo = addRepo(world, { owner: ada, name: 'shop' });
  const root = writeFiles(world, repo, { author: ada, message: 'first', parents: [], files: { 'README.md': '# Shop\n' } });
  push(world, { repo, ref: 'refs/heads/main', sha: root, sender: ada });
  const comments = Array.from({ length: pulls }, (_, at) => {
    const ref = `release/${at}`;
    const sha = writeFiles(world, repo, {
      author: ada,
      message: ref,
      parents: [root],
      files: { [`notes/${at % 100}.md`]: `${at}\n` },
    });
    repo.refs.set(`refs/heads/${ref}`, sha);
    const issue = openPull(world, repo, { title: ref, author: ada, base: 'main', head: { repo, ref } });
    return addComment(world, issue, { body: '- [ ] one', author: ada }).id;
  });
  const heap = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  console.log(`${pulls} pull requests in ${((performance.now() - started) / 1000).toFixed(1)} s, ${heap.toFixed(0)} MB`);
  const token = addToken(world, { kind: 'user', account: ada, expiresAt: null });
  const work: Work = { url: sandbox.url, token, comments };
  const spent = process.threadCpuUsage();
  const worker = new Worker(new URL(import.meta.url), { workerData: work });
  const counts = await new Promise<{ done: number; failed: number }>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  const { user, system } = process.threadCpuUsage(spent);
  const each = (user + system) / 1000 / counts.done;
  console.log(
    `${Math.round(counts.done / seconds)} requests a second, ${counts.failed} failed, ${sandbox.breaches.length} breaches`,
  );
  console.log(`${each.toFixed(2)} ms of one core for each: at most ${Math.round(1000 / each)} a second`);
  await sandbox.close();
}

if (isMainThread) await main();
// It is a port, and no window.
// oxlint-disable-next-line require-post-message-target-origin
else parentPort?.postMessage(await drive(workerData));
