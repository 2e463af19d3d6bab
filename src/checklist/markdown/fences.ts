import type { Json } from '../../ground/json.ts';
import { type Problem, ProblemError } from '../../ground/problem.ts';
import type { SourceText } from '../yaml.ts';
import { parseYaml } from '../yaml.ts';
import { inFile } from './comments.ts';
import type { Node } from './tree.ts';

const shells = /^(?:bash|sh|shell|zsh|console|shell-?session|shellscript)\b/i;
const mostBytes = 256 * 1024;

/** The commands of a shell fence, one per line; comments, prompts and what a console answered are left out. Nobody runs them. */
export function commandsOf({ type, token }: Node): string[] {
  if (type !== 'fence' || !shells.test(token.info.trim())) return [];
  const lines = token.content.replace(/ *\\\n\s*/g, ' ').split('\n');
  const isSession = lines.some((line) => /^\s*\$ /.test(line));
  return lines.filter((line) => (isSession ? /^\s*\$ / : /^\s*[^\s#]/).test(line)).map((line) => line.trim().replace(/^\$ /, ''));
}

export interface Criterion {
  readonly title: string;
  readonly line: number;
}

/** The entries of a `readiness_criteria:` list in a YAML fence. */
export function criteriaOf({ type, token, line }: Node, file: string): Criterion[] {
  const isYaml = type === 'fence' && /^ya?ml\b/i.test(token.info.trim());
  if (!isYaml || !/^readiness[_-]?criteria\s*:/im.test(token.content)) return [];
  const source: SourceText = { file, text: token.content };
  const document = inFile(line, () => parseYaml(source, mostBytes));
  const { value } = document;
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const [key, list] = fields.find(([name]) => /^readiness[_-]?criteria$/i.test(name)) ?? [];
  if (!Array.isArray(list)) throw new ProblemError(noList(file, document.where(key ?? '').line));
  return list.map((entry, at) => {
    const place = document.where(`${key}.${at}`).line;
    const title = titleOf(entry);
    if (title === undefined) throw new ProblemError(noList(file, place));
    return { title, line: place };
  });
}

/** `Latency: low` is a pair for YAML and a sentence for whoever wrote it. */
function titleOf(entry: Json): string | undefined {
  if (typeof entry === 'string' && entry.trim() !== '') return entry.trim();
  if (typeof entry === 'number') return String(entry);
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const [pair, ...others] = Object.entries(entry);
  if (pair === undefined || others.length > 0 || typeof pair[1] === 'object') return undefined;
  return `${pair[0]}: ${String(pair[1])}`;
}

function noList(file: string, line: number): Problem {
  return {
    code: 'markdown.readiness-criteria',
    message: '`readiness_criteria` is a list of sentences, and this is none',
    remedy: 'Write each criterion on a line of its own, after a dash.',
    file,
    line,
  };
}
