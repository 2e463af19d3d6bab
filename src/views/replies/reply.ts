import { specOf } from '../../ledger/commands/verbs.ts';
import type { Heard } from '../../ledger/hear.ts';
import { fit, type Part } from '../budget.ts';
import { mention } from './words.ts';

export interface ReplyOptions {
  /** The login of somebody who is to be notified. */
  readonly mention?: string;
  /** GitHub takes a little more than this. */
  readonly bytes?: number;
}

/** One comment that answers one comment, whatever that asked for. */
export function replyBody(parts: readonly Part[], { mention: whom, bytes = 60_000 }: ReplyOptions = {}): string {
  const call = whom === undefined ? [] : [{ head: `${mention(whom)}\n\n`, rows: [] }];
  const foot = '';
  return fit([...call, ...parts], {
    bytes,
    foot,
    more: (rows) => `\n_${rows} more, for which there is no room here._\n`,
  }).trimEnd();
}

/** What is done without a word gets a reaction; everything else is answered. */
export function answerFor(heard: Heard): 'reaction' | 'reply' {
  return heard.is === 'refused' ? 'reply' : specOf(heard.command.verb).answer;
}
