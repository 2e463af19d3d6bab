import type { Handing } from './tell.ts';

/** GitHub's own toolkit, loaded beside the gates: it needs longer to load than everything else of ours together. */
export async function loadToolkit(): Promise<Handing> {
  const { setOutput, summary } = await import('@actions/core');
  return {
    output: setOutput,
    summary: async (text) => {
      // Where the runner gives no file for it, there is nobody to read it.
      if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') !== '') await summary.addRaw(text).write();
    },
  };
}
