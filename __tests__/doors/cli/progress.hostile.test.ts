import { expect, test } from '@jest/globals';
import { liveProgress } from '../../../src/doors/cli/progress.ts';

/** A target is named by the repository that is judged; its name must do nothing to the terminal of whoever judges it. */
test('names are shown and do nothing', () => {
  let written = '';
  const output = { isTTY: true, columns: 200, write: (text: string) => (written += text) };
  const io = { stdout: output, stderr: output, env: {}, cwd: '/', signal: new AbortController().signal };
  const target = 'production\u001B[2J\u001B]0;title\u0007\nGO\u202E';
  liveProgress(io).show({ type: 'started', key: 'k', gate: 'tls', target, done: 0, total: 1 });
  const shown = written.slice('\r\u001B[2K'.length);
  expect(shown).toContain('tls on production');
  // oxlint-disable-next-line no-control-regex
  expect(shown).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/);
});
