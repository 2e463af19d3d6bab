const longest = 2_000;

/**
 * The first address of evidence in what somebody wrote, if there is one that a browser would open: `https`, a whole name of a host, nobody's
 * password. Whether there is anything behind it is for people to see: nothing is fetched.
 */
export function linkIn(text: string | undefined): string | undefined {
  const found = (text ?? '').match(/https:\/\/[^\s<>"'`|\\^{}[\]]+/gi) ?? [];
  return found.map((each) => each.replace(/[.,;:!?)]+$/, '')).find(isLink);
}

function isLink(text: string): boolean {
  if (text.length > longest) return false;
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{2,59})$/.test(url.hostname);
}
