import { posix } from 'node:path';
import { lineOf } from './sources.ts';

/** What a claim of a document is held against. */
export interface Repository {
  /** The scripts of package.json. */
  readonly scripts: ReadonlySet<string>;
  /** Every file and folder, relative to the root. */
  readonly paths: ReadonlySet<string>;
  /** The options of each command of the command line, as its help lists them. */
  readonly commands: ReadonlyMap<string, ReadonlySet<string>>;
}

/** npm has these without `run`. */
const shortcuts = new Set(['test', 'start']);
/** Made or installed, so not always there. */
const notThere = /^(?:dist|node_modules|coverage)(?:\/|$)/;

/** Every file and every folder above one. */
export function withFolders(files: readonly string[]): Set<string> {
  return new Set(files.flatMap((file) => file.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))));
}

/** Claims of a document that are not true here, a sentence each. */
export function falseClaims(path: string, text: string, repository: Repository): string[] {
  const say = (at: number, what: string) => `${path}:${lineOf(text, at)}: ${what}`;
  const scripts = [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?(?<script>[\w:-]+)|(?<shortcut>test|start)\b)/g)]
    .map((match) => ({ at: match.index, name: match.groups?.['script'] ?? match.groups?.['shortcut'] ?? '' }))
    .filter(({ name }) => !repository.scripts.has(name))
    .map(({ at, name }) => say(at, `package.json has no script ${name}: npm ${shortcuts.has(name) ? '' : 'run '}${name}`));
  const links = [...text.matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .filter(({ groups }) => !/^(?:[a-z]+:|#)/.test(groups?.['target'] ?? ''))
    .filter(({ groups }) => !isThere(posix.join(posix.dirname(path), (groups?.['target'] ?? '').replace(/#.*$/, '')), repository))
    .map((match) => say(match.index, `the link ${match.groups?.['target']} leads nowhere`));
  const paths = spans(text)
    .filter(({ span }) => looksLikePath(span, repository) && !isThere(span, repository))
    .map(({ at, span }) => say(at, `there is no ${span}`));
  return [...scripts, ...links, ...paths, ...calls(text, repository).map(({ at, what }) => say(at, what))];
}

/** Calls of `gonogo` in code whose command or options the help does not list. */
function calls(text: string, { commands }: Repository): { at: number; what: string }[] {
  const code = [...text.matchAll(/^(?<fence>```+)[^\n]*\n[\s\S]*?^\k<fence>|`[^`\n]+`/gm)];
  return code.flatMap((block) =>
    [...block[0].matchAll(/(?<![\w/.-])gonogo (?:-- )?(?<command>[a-z][\w-]*)(?<rest>[^\n`#|;&]*)/g)].flatMap((call) => {
      const { command = '', rest = '' } = call.groups ?? {};
      const options = commands.get(command);
      const at = block.index + call.index;
      if (!options) return [{ at, what: `gonogo has no command ${command}` }];
      const unknown = [...rest.matchAll(/(?<!\S)--[\w-]+/g)].map(([option]) => option).filter((option) => !options.has(option));
      return unknown.map((option) => ({ at, what: `gonogo ${command} has no option ${option}` }));
    }),
  );
}

/** What a help text lists in the first column: commands, or options when they begin so. */
export function listed(help: string): string[] {
  return [...help.matchAll(/^ {2}(?<word>(?:--)?[a-z][\w-]*)(?: [A-Z]+)? {2}/gm)].map(({ groups }) => groups?.['word'] ?? '');
}

/** Inline code, outside fences. */
function spans(text: string): { at: number; span: string }[] {
  const prose = text.replace(/^(?<fence>```+)[^\n]*\n[\s\S]*?^\k<fence>/gm, (block) => block.replace(/[^\n]/g, ' '));
  return [...prose.matchAll(/`(?<span>[^`\n]+)`/g)].map((match) => ({ at: match.index, span: match.groups?.['span'] ?? '' }));
}

/** Begins like a path of this repository, and is meant as one path and not as a pattern or a placeholder. */
function looksLikePath(span: string, { paths }: Repository): boolean {
  if (!/^[\w.@/-]+$/.test(span) || !span.includes('/')) return false;
  return paths.has(span.split('/')[0] ?? '');
}

function isThere(path: string, { paths }: Repository): boolean {
  const clean = posix.normalize(path).replace(/\/$/, '');
  return clean === '.' || paths.has(clean) || notThere.test(clean);
}
