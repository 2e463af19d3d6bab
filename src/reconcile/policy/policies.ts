import { assemblePolicy, type Parts } from '../../checklist/assemble.ts';
import type { Baseline } from '../../checklist/baseline.ts';
import { type Config, configFile, isPath, readConfig } from '../../checklist/config.ts';
import { gatherChecklists } from '../../checklist/gather.ts';
import type { Policy } from '../../checklist/policy.ts';
import type { SourceText } from '../../checklist/yaml.ts';
import { type Problem, ProblemError, problemsIn } from '../../ground/problem.ts';
import type { Place } from '../ports/place.ts';
import type { FileAnswer, Platform } from '../ports/platform.ts';
import { Kept } from './kept.ts';

/** As much of the platform as a policy needs. */
export type Files = Pick<Platform, 'file' | 'repository'>;

/** What comes with Gonogo and is read from where it is installed. */
export interface Bundled {
  readonly profile: (name: string) => Promise<SourceText>;
  /** The catalogue, if anything in these texts can mean a control. */
  readonly catalogueFor: (texts: readonly SourceText[]) => Promise<readonly SourceText[]>;
}

/** The policy of a repository at a commit. `none`: it has no configuration, and neither has its organisation. */
export type PolicyAnswer =
  | { readonly is: 'none' }
  | { readonly is: 'read'; readonly config: Config; readonly policy: Policy; readonly parts: Parts }
  | { readonly is: 'unreadable'; readonly problems: readonly Problem[] };

export interface PolicyAsk {
  readonly place: Place;
  readonly commit: string;
  /** The configuration there, where it is known already. */
  readonly config?: FileAnswer;
}

/** A commit whose files are read: that of the repository, or of the one with what its organisation says. */
interface Source {
  readonly place: Place;
  readonly commit: string;
}

const mostKept = 200;
/** A commit never changes, but what an organisation says beside it may at any time. */
const keptSeconds = 60;

/** Reads policies and keeps them for a while. What the platform fails to answer is thrown and not kept. */
export class Policies {
  readonly #platform: Files;
  readonly #bundled: Bundled;
  readonly #kept: Kept<PolicyAnswer>;

  constructor({ platform, bundled, now }: { platform: Files; bundled: Bundled; now: () => number }) {
    this.#platform = platform;
    this.#bundled = bundled;
    this.#kept = new Kept({ now, seconds: keptSeconds, most: mostKept });
  }

  at(ask: PolicyAsk): Promise<PolicyAnswer> {
    return this.#kept.get(`${ask.place.repoId} ${ask.commit}`, () => this.#read(ask));
  }

  async #read({ place, commit, config }: PolicyAsk): Promise<PolicyAnswer> {
    const own = config ?? (await this.#platform.file({ place, commit, path: configFile }));
    if (own.is !== 'none') return this.#assemble(own, { place, commit });
    const above = await this.#organisation(place);
    if (above === undefined || above.place.repoId === place.repoId) return { is: 'none' };
    const theirs = await this.#platform.file({ ...above, path: configFile });
    return theirs.is === 'none' ? { is: 'none' } : this.#assemble(theirs, above);
  }

  async #organisation({ installation, owner }: Place): Promise<Source | undefined> {
    const found = await this.#platform.repository({ installation, owner, name: '.github' });
    return found === undefined || found.tip === null ? undefined : { place: found.place, commit: found.tip };
  }

  async #assemble(file: Exclude<FileAnswer, { is: 'none' }>, source: Source): Promise<PolicyAnswer> {
    try {
      const text = textOf(file, configFile);
      const config = readConfig(text);
      const below = config.extended === undefined ? undefined : await this.#baseline(config.extended, source.place);
      const { texts, ...outlines } = await gatherChecklists({
        config,
        baseline: below?.baseline,
        textOf: (name) => this.#checklist(name, source),
      });
      const catalogue = await this.#bundled.catalogueFor([text, ...texts, ...(below?.texts ?? [])]);
      const { commit } = source;
      const parts = { config, ...outlines, commit, catalogue, ...(below && { baseline: below.baseline }) };
      return { is: 'read', config, policy: assemblePolicy(parts), parts };
    } catch (error) {
      return { is: 'unreadable', problems: problemsIn(error) };
    }
  }

  async #baseline(extended: string, { installation, owner }: Place): Promise<{ baseline: Baseline; texts: SourceText[] }> {
    const [first = '', second] = extended.split('/');
    const at = second === undefined ? { owner, name: first } : { owner: first, name: second };
    const found = await this.#platform.repository({ installation, ...at });
    if (found === undefined || found.tip === null) throw new ProblemError(notReadable(extended));
    const source = { place: found.place, commit: found.tip };
    const named = (file: string) => `${at.owner}/${at.name}: ${file}`;
    const text = textOf(await this.#platform.file({ ...source, path: configFile }), named(configFile));
    const config = readConfig(text, { isBaseline: true });
    const textBehind = (name: string) => this.#checklist(name, source, named);
    const { texts, ...outlines } = await gatherChecklists({ config, textOf: textBehind });
    return { baseline: { config, ...outlines }, texts: [text, ...texts] };
  }

  async #checklist(name: string, source: Source, named = (file: string) => file): Promise<SourceText> {
    if (!isPath(name)) return this.#bundled.profile(name);
    return textOf(await this.#platform.file({ ...source, path: name }), named(name));
  }
}

function textOf(answer: FileAnswer, file: string): SourceText {
  if (answer.is === 'text') return { file, text: answer.text };
  const [message, remedy] =
    answer.is === 'none'
      ? ['there is no such file', 'Write its path from the root of the repository, or add the file.']
      : [`it cannot be read: ${answer.because}`, 'Keep it as a plain file of text in the repository.'];
  throw new ProblemError({ code: 'policy.no-file', message, remedy, file });
}

function notReadable(extended: string): Problem {
  return {
    code: 'policy.no-baseline',
    message: `the repository ${extended}, which this extends, cannot be read`,
    remedy: 'Check its name, and that the App is installed there.',
    file: configFile,
    path: '_extends',
  };
}
