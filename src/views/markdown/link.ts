/** An address that may stand behind a link of ours; nothing for what is none, or leads to something else than a page. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

const ending = /[()<>[\]\\`*_|]/g;

/** Words of ours as a link, or alone where there is no address for them. */
export function linked(words: string, url: string | undefined): string {
  const href = safeUrl(url);
  return href === undefined ? words : `[${words}](${href.replace(ending, percent)})`;
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
