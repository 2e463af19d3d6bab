import type { ScannedAdvisory } from '../scan/evidence.ts';
import type { Exemption } from './openvex.ts';

/** The last statement about it holds, and only where it names the package. */
export function exempted(advisory: ScannedAdvisory, exemptions: readonly Exemption[]): ScannedAdvisory {
  const ids = new Set(advisory.ids.map((id) => id.toLowerCase()));
  const about = exemptions.filter((each) => each.ids.some((id) => ids.has(id.toLowerCase())) && names(each, advisory));
  const last = about.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
  if (last === undefined || (last.status !== 'not_affected' && last.status !== 'fixed')) return advisory;
  return { ...advisory, suppressed: `OpenVEX: ${last.status}${last.why === '' ? '' : `, ${last.why.slice(0, 120)}`}` };
}

/** `pkg:npm/%40scope/name@1.0.0?x=y` names `@scope/name`. */
function names({ products }: Exemption, advisory: ScannedAdvisory): boolean {
  return products.some((product) => {
    const [path = ''] = product.split(/[?#]/);
    const [, name, version] = /^pkg:[^/]+\/(.+?)(?:@([^@/]+))?$/.exec(path) ?? [undefined, path, undefined];
    const plain = decodeURIComponentSafely(name ?? '');
    const isName = plain === advisory.package || plain.endsWith(`/${advisory.package}`);
    return isName && (version === undefined || advisory.versions.every((each) => each === decodeURIComponentSafely(version)));
  });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
