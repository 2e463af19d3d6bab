/**
 * Who vouches for jobs of GitHub Actions, by where the API is: github.com has a host of its own for it, and so has each SUBDOMAIN.ghe.com;
 * a server of one's own does it itself.
 */
export function issuerFor(apiUrl: string): string {
  const { hostname, origin } = new URL(apiUrl);
  if (hostname === 'api.github.com') return 'https://token.actions.githubusercontent.com';
  const subdomain = /^api\.(?<name>[\w-]+)\.ghe\.com$/.exec(hostname)?.groups?.['name'];
  return subdomain === undefined ? `${origin}/_services/token` : `https://token.actions.${subdomain}.ghe.com`;
}
