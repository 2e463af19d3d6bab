/** Headers that tell what serves a page, after OWASP's list of headers to remove, as of 2026-07. */
export const leaking: ReadonlySet<string> = new Set(
  (
    '$wsep host-header k-proxy-request liferay-portal oraclecommercecloud-version pega-host powered-by product server sourcemap ' +
    'x-application-context x-aspnet-version x-aspnetmvc-version x-atmosphere-error x-atmosphere-first-request x-atmosphere-tracking-id ' +
    'x-b3-parentspanid x-b3-sampled x-b3-spanid x-b3-traceid x-backside-transport x-beserver x-calculatedbetarget x-cf-powered-by x-cms ' +
    'x-cocoon-version x-content-encoded-by x-debug-token x-debug-token-link x-diaginfo x-dtagentid x-dthealthcheck x-dtinjectedservlet ' +
    'x-envoy-attempt-count x-envoy-external-address x-envoy-internal x-envoy-original-dst-host x-envoy-upstream-service-time x-feserver ' +
    'x-framework x-generated-by x-generator x-jitsi-release x-joomla-version x-kubernetes-pf-flowschema-ui x-kubernetes-pf-prioritylevel-uid ' +
    'x-litespeed-cache x-litespeed-cache-control x-litespeed-purge x-litespeed-tag x-litespeed-vary x-mod-pagespeed x-nextjs-cache ' +
    'x-nextjs-matched-path x-nextjs-page x-nextjs-redirect x-old-content-length x-oneagent-js-injection x-owa-version x-page-speed ' +
    'x-php-version x-powered-by x-powered-by-plesk x-powered-cms x-redirect-by x-ruxit-js-agent x-runtime x-server-powered-by ' +
    'x-sourcefiles x-sourcemap x-turbo-charged-by x-umbraco-version x-varnish-backend x-varnish-server x-version'
  ).split(' '),
);
