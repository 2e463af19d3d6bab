import { specOf, usageOf, type Verb, verbNames, verbs, word } from '../../ledger/commands/verbs.ts';
import type { Part } from '../budget.ts';
import { typed } from './words.ts';

const grammar = `
A command is a line of its own, with nothing else on it. ITEMS are handles or ids, with commas or spaces between; \`tick\` and \`untick\` also take
ranges (\`db-1..db-4\`) and sections (\`section:database\`). END is a day (\`2027-06-30\`) or a span (\`30d\`, \`2w\`). An edited comment is not read again.
`;

/** All commands in one table. */
export function helpPart(): Part {
  const rows = verbNames.map((verb) => `| ${typed(usageOf(verb))} | ${verbs[verb].does} |\n`);
  return { head: '| command | does |\n| --- | --- |\n', rows, tail: grammar };
}

/** One command. */
export function usagePart(verb: Verb): Part {
  const { does, example, longestDays } = specOf(verb);
  const most = longestDays === undefined ? '' : ` An end is needed, ${longestDays} days away at most.`;
  return {
    head: `**${verb}** ${does}.${most}\n\n`,
    rows: [`- To type: ${typed(usageOf(verb))}\n`, `- For example: ${typed(`${word} ${example}`)}\n`],
  };
}
