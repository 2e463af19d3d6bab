import { scan } from './scanner.ts';
import { lineOf } from './sources.ts';

interface Word {
  readonly pattern: RegExp;
  readonly message: string;
  /** In which texts it may not stand: all, or only what we wrote ourselves (not recorded outputs of tools). */
  readonly where: 'all' | 'ours' | 'comments and prose';
}

/** Written in pieces, so that this file does not say what it forbids. */
const folder = (...names: readonly string[]) => `(?<![\\w.~*-]|[\\w-]/)/(?:${names.join('|')})/[\\w.-]`;

const words: readonly Word[] = [
  { pattern: new RegExp(folder('work/(?:main|shared|repo)'), 'g'), message: 'a path of one machine', where: 'all' },
  { pattern: new RegExp(folder('tmp', 'root', 'work', 'Users', 'home'), 'g'), message: 'a path of one machine', where: 'ours' },
  {
    pattern: /\b(?:issue|ticket)s? #?\d+\b|(?<=^|[\s(])#\d+\b/gi,
    message: 'say what it is, not its number',
    where: 'comments and prose',
  },
  {
    pattern: /\b(?:this|previous|earlier|last|next|another|later) session\b|\bsub-?agents?\b|\blanguage model\b/gi,
    message: 'say what the code does, not how it came about',
    where: 'comments and prose',
  },
];

const prose = /\.(?:md|txt|ya?ml)$/;

/** Everything in this text that means nothing to somebody who only has the repository. */
export function strangeWords(path: string, text: string): string[] {
  const recorded = /(?:^|\/)recorded\//.test(path);
  return words.flatMap(({ pattern, message, where }) => {
    if (recorded && where !== 'all') return [];
    return passages(path, text, where).flatMap((passage) =>
      [...passage.text.matchAll(pattern)].map(
        (match) => `${path}:${passage.line + lineOf(passage.text, match.index) - 1}: "${match[0].trim()}": ${message}`,
      ),
    );
  });
}

function passages(path: string, text: string, where: Word['where']): readonly { text: string; line: number }[] {
  if (where !== 'comments and prose') return [{ text, line: 1 }];
  if (/\.[mc]?[jt]s$/.test(path)) return scan(text).comments;
  if (!prose.test(path)) return [];
  return [{ text: path.endsWith('.md') ? withoutCode(text) : text, line: 1 }];
}

/** An example may show what a sentence may not say. */
function withoutCode(text: string): string {
  return text.replace(/^(?<fence>```+)[^\n]*\n[\s\S]*?^\k<fence>|`[^`\n]+`/gm, (code) => code.replace(/[^\n]/g, ' '));
}

/** Steps of a workflow that are not pinned to a commit, and rights that nobody limited. */
export function looseWorkflow(path: string, text: string): string[] {
  const uses = [...text.matchAll(/^\s*(?:-\s+)?uses:\s*(?<what>\S+)(?<rest>.*)$/gm)];
  const loose = uses
    .filter(({ groups }) => !groups?.['what']?.startsWith('./'))
    .filter(({ groups }) => !/@[0-9a-f]{40}$/.test(groups?.['what'] ?? '') || !/^\s+#\s+v\d/.test(groups?.['rest'] ?? ''))
    .map((match) => `${path}:${lineOf(text, match.index)}: ${match[0].trim()}: pin the commit and name its version in a comment`);
  return /^permissions:/m.test(text) ? loose : [...loose, `${path}: no permissions at the top`];
}

/** Versions that may become others. */
export function loosePins(manifest: Readonly<Record<string, unknown>>): string[] {
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
  return groups.flatMap((group) =>
    Object.entries(manifest[group] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version)))
      .map(([name, version]) => `${group}: ${name} ${String(version)} is not one version`),
  );
}
