import { isSatisfied } from '../../verdict/outcome.ts';
import type { GateAnswer, ItemVerdict, Verdict } from '../../verdict/verdict.ts';
import { clip } from '../clip.ts';
import { gateText } from '../detail.ts';
import { itemsNow } from '../order.ts';
import type { Remarks } from '../policy-change.ts';
import { spoken } from '../when.ts';

type Finding = GateAnswer['judgement']['findings'][number];

/** A finding beside the line that it is about. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** GitHub takes so many in one request; more batches than these nobody reads. */
const [batch, batches] = [50, 10];

/** Findings that name a file and a line, worst first, and how many there is no room for. */
export function annotationsOf(verdict: Verdict, remarks?: Remarks): { readonly batches: Annotation[][]; readonly left: number } {
  const found = itemsNow(verdict)
    .filter(({ applies }) => applies)
    .flatMap(placedIn);
  // One scan may serve many items; beside the line its finding stands once, for the item that it is worst for.
  const once = new Map(found.toSorted((a, b) => rankOf(b) - rankOf(a)).map((each) => [keyOf(each), each]));
  const sorted = [...once.values()].toSorted((a, b) => rankOf(a) - rankOf(b));
  const proposed = ofProposal(remarks);
  const all = [...proposed, ...sorted.map(annotationOf)];
  const shown = all.slice(0, batch * batches);
  const starts = Array.from({ length: Math.ceil(shown.length / batch) }, (_, at) => at * batch);
  return { batches: starts.map((start) => shown.slice(start, start + batch)), left: all.length - shown.length };
}

/** What is wrong with the policy that a change proposes: it blocks nothing here, and everything once it is merged. */
function ofProposal(remarks: Remarks | undefined): Annotation[] {
  const proposal = remarks?.change?.proposal;
  if (proposal?.is !== 'unreadable') return [];
  return proposal.problems.flatMap(({ file, line = 1, path, message, remedy }) => {
    if (file === undefined || !isPath(file) || !isLine(line)) return [];
    const what = path === undefined || path === '' ? message : `${path}: ${message}`;
    return [
      {
        path: file,
        line,
        level: 'failure',
        title: 'Not readable by Gonogo',
        message: `${clip(what, 1000)}\n→ ${clip(remedy, 1000)}`,
      },
    ];
  });
}

interface Placed {
  readonly item: ItemVerdict;
  readonly answer: GateAnswer;
  readonly finding: Finding;
  readonly file: string;
  readonly line: number;
  readonly level: Annotation['level'];
}

function placedIn(item: ItemVerdict): Placed[] {
  const { answer, support } = item;
  const own = answer === undefined ? [] : placed(item, answer, levelOf(item));
  return [...own, ...support.flatMap((beside) => placed(item, beside, 'notice'))];
}

function placed(item: ItemVerdict, answer: GateAnswer, level: Annotation['level']): Placed[] {
  return answer.judgement.findings.flatMap((finding) => {
    const { file, line } = finding;
    if (file === undefined || line === undefined || !isPath(file) || !isLine(line)) return [];
    return [{ item, answer, finding, file, line, level }];
  });
}

/** What blocks is a failure, what is owed a warning; what is waived or only beside a box is worth a notice. */
function levelOf({ state, required, tolerated }: ItemVerdict): Annotation['level'] {
  if (isSatisfied(state)) return 'notice';
  return required && tolerated === undefined ? 'failure' : 'warning';
}

function annotationOf({ item, answer, finding, file, line, level }: Placed): Annotation {
  const { title, severity } = finding;
  const next = item.next ?? answer.judgement.remedy;
  return {
    path: file,
    line,
    level,
    title: `${clip(item.title, 150)} (${clip(gateText(answer), 100)})`,
    message: [
      `${severity === undefined ? '' : `${clip(severity, 40)}: `}${clip(title, 1000)}`,
      ...(next === undefined ? [] : [`→ ${spoken(clip(next, 1000))}`]),
    ].join('\n'),
  };
}

function keyOf({ answer, finding, file, line }: Placed): string {
  return JSON.stringify([answer.gate, answer.target, finding.id, file, line]);
}

function rankOf({ level, finding }: Placed): number {
  return levels.indexOf(level) * (severities.length + 1) + severityRank(finding.severity);
}

const levels: readonly Annotation['level'][] = ['failure', 'warning', 'notice'];
const severities: readonly RegExp[] = [/critical|blocker/, /high|major|error/, /medium|moderate|warn/, /low|minor/, /info|note/];

/** Tools have their own words; one that is not known is as bad as the middle. */
function severityRank(severity = ''): number {
  const found = severities.findIndex((pattern) => pattern.test(severity.toLowerCase()));
  return found === -1 ? 2 : found;
}

/** A path inside the repository; another would make GitHub refuse the whole request. */
function isPath(file: string): boolean {
  const parts = file.split('/');
  return (
    file.length <= 1000 && /^[^\p{C}\\]+$/u.test(file) && !parts.some((part) => part === '' || part === '.' || part === '..')
  );
}

function isLine(line: number): boolean {
  return Number.isInteger(line) && line > 0 && line < 2 ** 31;
}
