import type { Handing } from './tell.ts';

/** GitHub's own toolkit, loaded beside the gates: it needs longer to load than everything else of ours together. */
export interface Toolkit extends Handing {
  /** Hides a word in the log of the whole job. */
  readonly hide: (word: string) => void;
  /** A token that GitHub signs, made out to this audience. */
  readonly vouch: (audience: string) => Promise<string>;
}

export async function loadToolkit(): Promise<Toolkit> {
  const { getIDToken, setOutput, setSecret, summary } = await import('@actions/core');
  return {
    hide: setSecret,
    vouch: getIDToken,
    output: setOutput,
    summary: async (text) => {
      // Where the runner gives no file for it, there is nobody to read it.
      if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') !== '') await summary.addRaw(text).write();
    },
  };
}
