import { row } from "./default-row.ts";

const SCHEMA = "PAN-OS 10.0.5 schema";

const decoder = <const E extends string>(element: E) =>
  row("virus decoder", element, "default", `${SCHEMA}: profiles/virus decoder ${element} default="default"`);
const ruleOf = <const P extends string, const E extends string>(place: P, element: E) =>
  row(place, element, "any", `${SCHEMA}: rules ${element} default="any"`);
const url = <const E extends string>(element: E, value: string) =>
  row("url-filtering profile", element, value, `${SCHEMA}: profiles/url-filtering ${element} default="${value}"`);

/** Defaults of security profiles. */
export const PROFILE_ROWS = [
  decoder("action"),
  decoder("wildfire-action"),
  decoder("mlav-action"),
  row("virus application", "action", "default", `${SCHEMA}: profiles/virus application action default="default"`),
  row("spyware rule", "action", "default", `${SCHEMA}: profiles/spyware rules action default="default"`),
  ruleOf("spyware rule", "threat-name"),
  ruleOf("spyware rule", "category"),
  ruleOf("spyware rule", "severity"),
  row("vulnerability rule", "action", "default", `${SCHEMA}: profiles/vulnerability rules action default="default"`),
  ruleOf("vulnerability rule", "threat-name"),
  ruleOf("vulnerability rule", "category"),
  ruleOf("vulnerability rule", "severity"),
  ruleOf("vulnerability rule", "host"),
  ruleOf("vulnerability rule", "cve"),
  ruleOf("vulnerability rule", "vendor-id"),
  row("threat exception", "action", "default", `${SCHEMA}: profiles/spyware threat-exception action default="default"`),
  row("DNS list", "action", "allow", `${SCHEMA}: profiles/spyware botnet-domains/lists action default="allow"`),
  row("DNS category", "action", "default", `${SCHEMA}: dns-security-categories action default="default"`),
  row("DNS category", "log-level", "default", `${SCHEMA}: dns-security-categories log-level default="default"`),
  url("enable-container-page", "yes"),
  url("log-container-page-only", "yes"),
  url("log-http-hdr-xff", "no"),
  url("log-http-hdr-user-agent", "no"),
  url("log-http-hdr-referer", "no"),
  row("file-blocking rule", "action", "alert", `${SCHEMA}: profiles/file-blocking rules action default="alert"`),
  row("data-filtering rule", "alert-threshold", "1", `${SCHEMA}: profiles/data-filtering alert-threshold default="1"`),
  row("data-filtering rule", "block-threshold", "1", `${SCHEMA}: profiles/data-filtering block-threshold default="1"`),
  row(
    "data-filtering rule",
    "log-severity",
    "informational",
    `${SCHEMA}: profiles/data-filtering log-severity default="informational"`,
  ),
] as const;
