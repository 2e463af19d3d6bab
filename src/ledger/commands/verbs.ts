/** What a command may say besides its verb, and how it is answered. */
export interface VerbSpec {
  /** `many`: also ranges and sections. */
  readonly items: 'none' | 'some' | 'many';
  readonly reason: 'none' | 'may' | 'must';
  /** Needs an end, so many days away at most. */
  readonly longestDays?: number;
  readonly person?: true;
  /** Done without a word, or answered by a comment. */
  readonly answer: 'reaction' | 'reply';
  /** Behind `/gonogo`. */
  readonly usage: string;
  readonly example: string;
  readonly does: string;
}

export const verbs = {
  tick: {
    items: 'many',
    reason: 'may',
    answer: 'reaction',
    usage: 'tick ITEMS [reason: TEXT]',
    example: 'tick db-1..db-4',
    does: 'ticks items, as their boxes do',
  },
  untick: {
    items: 'many',
    reason: 'may',
    answer: 'reaction',
    usage: 'untick ITEMS [reason: TEXT]',
    example: 'untick db-3',
    does: 'opens items again: no tick and no "not applicable" given before counts any more',
  },
  sign: {
    items: 'some',
    reason: 'may',
    answer: 'reaction',
    usage: 'sign ITEMS [reason: TEXT]',
    example: 'sign security-1',
    does: 'signs items for this very commit, where they ask for a signature by command',
  },
  unsign: {
    items: 'some',
    reason: 'may',
    answer: 'reaction',
    usage: 'unsign ITEMS [reason: TEXT]',
    example: 'unsign security-1',
    does: 'takes your own signature back',
  },
  na: {
    items: 'some',
    reason: 'must',
    longestDays: 365,
    answer: 'reaction',
    usage: 'na ITEMS until: END reason: TEXT',
    example: 'na db-3 until: 90d reason: single region',
    does: 'declares items not applicable, for 365 days at most',
  },
  waive: {
    items: 'some',
    reason: 'must',
    longestDays: 30,
    answer: 'reply',
    usage: 'waive ITEMS until: END reason: TEXT',
    example: 'waive deps-2 until: 2w reason: the fix is released on Monday',
    does: 'lets items pass for a while, with exactly the findings they have now, for 30 days at most',
  },
  unwaive: {
    items: 'some',
    reason: 'may',
    answer: 'reaction',
    usage: 'unwaive ITEMS [reason: TEXT]',
    example: 'unwaive deps-2',
    does: 'ends the waivers of items',
  },
  assign: {
    items: 'some',
    reason: 'none',
    person: true,
    answer: 'reaction',
    usage: 'assign ITEMS to @LOGIN',
    example: 'assign db-3 to @anna',
    does: 'shows who takes care of items; `to me` is you',
  },
  hold: {
    items: 'none',
    reason: 'may',
    answer: 'reply',
    usage: 'hold [REASON]',
    example: 'hold the database is moving',
    does: 'stops the release until the hold is lifted',
  },
  'release-hold': {
    items: 'none',
    reason: 'may',
    answer: 'reply',
    usage: 'release-hold [REASON]',
    example: 'release-hold',
    does: 'lifts a hold',
  },
  recheck: {
    items: 'none',
    reason: 'none',
    answer: 'reaction',
    usage: 'recheck',
    example: 'recheck',
    does: 'looks everything up and judges again',
  },
  explain: {
    items: 'some',
    reason: 'none',
    answer: 'reply',
    usage: 'explain ITEMS',
    example: 'explain db-3',
    does: 'explains items: what they ask, who or what answers, and how long that holds',
  },
  status: {
    items: 'none',
    reason: 'none',
    answer: 'reply',
    usage: 'status',
    example: 'status',
    does: 'says how the release stands and what to do first',
  },
  mine: {
    items: 'none',
    reason: 'none',
    answer: 'reply',
    usage: 'mine',
    example: 'mine',
    does: 'lists what you can do now, with the commands to type',
  },
  help: {
    items: 'none',
    reason: 'none',
    answer: 'reply',
    usage: 'help [COMMAND]',
    example: 'help waive',
    does: 'lists the commands, or explains one',
  },
  'break-glass': {
    items: 'none',
    reason: 'must',
    answer: 'reply',
    usage: 'break-glass REASON',
    example: 'break-glass payments are down and this is the fix',
    does: 'lets this commit go in an emergency, for 4 hours',
  },
} as const satisfies { readonly [verb: string]: VerbSpec };

export type Verb = keyof typeof verbs;

/** The verbs by which a person declares something; the others only ask. */
export type SpeakingVerb = Exclude<Verb, 'recheck' | 'explain' | 'status' | 'mine' | 'help'>;

export function specOf(verb: Verb): VerbSpec {
  return verbs[verb];
}

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(verbs, word);
}

export function isSpeaking(verb: Verb): verb is SpeakingVerb {
  return !['recheck', 'explain', 'status', 'mine', 'help'].includes(verb);
}

export const verbNames: readonly Verb[] = Object.keys(verbs).filter(isVerb);

export const word = '/gonogo';

/** The whole line to type. */
export function usageOf(verb: Verb): string {
  return `${word} ${verbs[verb].usage}`;
}
