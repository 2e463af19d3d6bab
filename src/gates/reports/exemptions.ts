import type { ScannedAdvisory } from '../scan/evidence.ts';
import type { Exemption } from './openvex.ts';

/** The last statement about it holds, and only where it names the package. */
export function exempted(advisory: ScannedAdvisory, exemptions: readonly Exemption[]): ScannedAdvisory {
  const ids = new Set(advisory.ids.map((id) => id.toLowerCase()));
  const about = exemptions.filter((each) => each.ids.some((id) => ids.has(id.toLowerCase())) && names(each, advisory));
  const last = about.toSorted(byTime).at(-1);
  if (last === undefined || !isHarmless(last)) return advisory;
  return { ...advisory, suppressed: `OpenVEX: ${last.status}${last.why === '' ? '' : `, ${last.why.slice(0, 120)}`}` };
}

function isHarmless({ status }: Exemption): boolean {
  return status === 'not_affected' || status === 'fixed';
}

/** Of two that are of the same time, or of none, the one holds that does not exempt. */
function byTime(a: Exemption, b: Exemption): number {
  const [first, second] = [a, b].map((each) => {
    const at = Date.parse(each.at);
    return Number.isNaN(at) ? (isHarmless(each) ? 0 : Number.MAX_SAFE_INTEGER) : at;
  });
  return (first ?? 0) - (second ?? 0) || Number(isHarmless(b)) - Number(isHarmless(a));
}

/** `pkg:npm/%40scope/name@1.0.0?x=y` names `@scope/name`. */
function names({ products }: Exemption, advisory: ScannedAdvisory): boolean {
  return products.some((product) => {
    const [path = ''] = product.split(/[?#]/);
    const [, name, version] = /^pkg:[^/]+\/(.+?)(?:@([^@/]+))?$/.exec(path) ?? [undefined, path, undefined];
    const plain = decodeURIComponentSafely(name ?? '');
    const isName = plain === advisory.package || plain.endsWith(`/${advisory.package}`);
    if (!isName || version === undefined) return isName;
    // Which version is meant may not be known: then a statement about one is none about this.
    return advisory.versions.length > 0 && advisory.versions.every((each) => each === decodeURIComponentSafely(version));
  });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
