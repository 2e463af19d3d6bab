import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { type Audited, auditors, isOutage, runAudit } from '../../../src/gates/reports/run-audit.ts';
import { ProblemError } from '../../../src/ground/problem.ts';
import { withFolder } from '../folder.ts';
import { problemsOf } from '../problems.ts';

const refused = new ProblemError({ code: 'report.unknown', message: 'This is no report.', remedy: 'Mend it.' });

/** A program in place of an audit; it counts its runs in a file. */
function script(body: string): string[] {
  const counting = `const fs = require('node:fs'); fs.appendFileSync('runs', 'x'); const run = fs.readFileSync('runs', 'utf8').length;`;
  return [process.execPath, '-e', `${counting}${body}`];
}

async function run(
  folder: string,
  body: string,
  read: (audited: Audited) => Promise<unknown> = ({ text }) =>
    text.startsWith('{"ok"') ? Promise.resolve(text) : Promise.reject(refused),
) {
  const options = {
    auditor: 'npm',
    folder,
    signal: new AbortController().signal,
    pauses: [1, 1],
    command: script(body),
  } as const;
  return runAudit(options, read);
}

test('a report that can be read is taken, whatever the exit code', async () => {
  await withFolder({}, async (root) => {
    expect(await run(root, `process.stdout.write('{"ok":1}'); process.exitCode = 1;`)).toBe('{"ok":1}');
  });
});

test('only when the registry is to blame it is tried again', async () => {
  await withFolder({}, async (root) => {
    const later = `if (run < 3) { process.stderr.write('npm error audit endpoint returned an error'); process.exitCode = 1; } else process.stdout.write('{"ok":3}');`;
    expect(await run(root, later)).toBe('{"ok":3}');
  });
});

test('an outage that does not end is said to be one, and no finding', async () => {
  await withFolder({}, async (root) => {
    const [problem] = await problemsOf(() =>
      run(root, `process.stdout.write('{"error":{"code":"ENOTFOUND"}}'); process.exitCode = 1;`),
    );
    expect(problem).toMatchObject({ code: 'audit.outage', message: expect.stringContaining('in 3 tries') });
  });
});

test('any other failure is said at once', async () => {
  await withFolder({}, async (root) => {
    const [problem] = await problemsOf(() =>
      run(root, `process.stdout.write(String(run)); process.stderr.write('This command requires an existing lockfile.');`),
    );
    expect(problem).toMatchObject({ code: 'audit.failed', message: expect.stringContaining('requires an existing lockfile') });
    expect(await run(root, `process.stdout.write('{"ok":' + run + '}')`)).toBe('{"ok":2}');
  });
});

test('a program that is not there is a problem with a way out', async () => {
  await withFolder({}, async (root) => {
    const options = {
      auditor: 'npm',
      folder: root,
      signal: new AbortController().signal,
      command: ['no-such-program-here'],
    } as const;
    expect(await problemsOf(() => runAudit(options, () => Promise.resolve(1)))).toMatchObject([{ code: 'audit.missing' }]);
  });
});

test('a defect of a reader is no outage', async () => {
  await withFolder({}, async (root) => {
    await expect(run(root, `process.stdout.write('ENOTFOUND')`, () => Promise.reject(new TypeError('ours')))).rejects.toThrow(
      'ours',
    );
  });
});

describe('what is said tells an outage from the rest', () => {
  test.each([
    'npm error code ENOAUDIT',
    'getaddrinfo ENOTFOUND registry.npmjs.org',
    '502 Bad Gateway',
    'ERR_PNPM_AUDIT_BAD_RESPONSE',
    'socket hang up',
  ])('%s', (said) => {
    expect(isOutage(said)).toBe(true);
  });

  test.each(['npm error code ENOLOCK', 'found 3 vulnerabilities in lodash', 'Usage Error: unknown option'])(
    '%s is none',
    (said) => {
      expect(isOutage(said)).toBe(false);
    },
  );
});

test('every auditor has a name of its own', () => {
  expect(new Set(auditors).size).toBe(auditors.length);
});
