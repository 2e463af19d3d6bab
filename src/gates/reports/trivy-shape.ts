import { as, type Shape } from './json-shape.ts';

export const vulnerability = as.object({
  VulnerabilityID: as.text,
  PkgName: as.text,
  InstalledVersion: as.text,
  FixedVersion: as.text,
  Status: as.text,
  Severity: as.text,
  PrimaryURL: as.text,
  Title: as.text,
  PublishedDate: as.text,
});

export const misconfiguration = as.object({
  ID: as.text,
  AVDID: as.text,
  Title: as.text,
  Status: as.text,
  Severity: as.text,
  PrimaryURL: as.text,
  Resolution: as.text,
});

/** Never with what was found: a report of secrets holds the secrets. */
export const secret = as.object({ RuleID: as.text, Title: as.text, Severity: as.text, StartLine: as.number });

export const modified = as.object({
  Type: as.text,
  Status: as.text,
  Statement: as.text,
  Source: as.text,
  Finding: as.object({
    VulnerabilityID: as.text,
    PkgName: as.text,
    InstalledVersion: as.text,
    FixedVersion: as.text,
    Status: as.text,
    Severity: as.text,
    PrimaryURL: as.text,
    Title: as.text,
    PublishedDate: as.text,
    ID: as.text,
    RuleID: as.text,
  }),
});

export type TrivyVulnerability = NonNullable<typeof vulnerability.holds>;
export type TrivyMisconfiguration = NonNullable<typeof misconfiguration.holds>;
export type TrivySecret = NonNullable<typeof secret.holds>;
export type TrivyModified = NonNullable<typeof modified.holds>;

export interface TrivyEvents {
  vulnerability(value: TrivyVulnerability): void;
  misconfiguration(value: TrivyMisconfiguration): void;
  secret(value: TrivySecret): void;
  modified(value: TrivyModified): void;
  licence(): void;
  /** A result is complete; what came since the last one stands in it. */
  result(target: string): void;
  /** A resource of a cluster could not be scanned. */
  failed(what: string): void;
}

const metadata = as.object({
  OS: as.object({ Family: as.text, Name: as.text, EOSL: as.flag }),
  ImageID: as.text,
  RepoDigests: as.list(as.text),
});

/** A report of an image, a folder or a repository; of a cluster; or the list that old versions write. */
export function trivyShape(on: TrivyEvents) {
  const result = as.object({
    Target: as.text,
    Class: as.text,
    Vulnerabilities: as.list(as.each(vulnerability, (value) => on.vulnerability(value))),
    Misconfigurations: as.list(as.each(misconfiguration, (value) => on.misconfiguration(value))),
    Secrets: as.list(as.each(secret, (value) => on.secret(value))),
    Licenses: as.list(as.each(as.object({}), () => on.licence())),
    ExperimentalModifiedFindings: as.list(as.each(modified, (value) => on.modified(value))),
  });
  const results: Shape<readonly never[]> = as.list(as.each(result, ({ Target = '' }) => on.result(Target)));
  const resource = as.object({ Namespace: as.text, Kind: as.text, Name: as.text, Error: as.text, Results: results });
  const resources = as.list(
    as.each(resource, ({ Kind, Name, Error: error }) => {
      if (error !== undefined && error !== '') on.failed(`${Kind} ${Name}: ${error.slice(0, 200)}`);
    }),
  );
  const report = as.object({
    SchemaVersion: as.number,
    Trivy: as.object({ Version: as.text }),
    CreatedAt: as.text,
    ArtifactName: as.text,
    ArtifactType: as.text,
    Metadata: metadata,
    Results: results,
    ClusterName: as.text,
    Resources: resources,
    Findings: resources,
    Vulnerabilities: resources,
    Misconfigurations: resources,
  });
  return as.either(results, report);
}
