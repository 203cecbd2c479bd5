import { row } from "./default-row.ts";

const SCHEMA = "PAN-OS 10.0.5 schema";

/** Defaults of an option of security rules, of the other rulebases, and of zones' and GlobalProtect's log settings. */
export const PLACE_ROWS = [
  row(
    "security rule option",
    "disable-server-response-inspection",
    "no",
    `${SCHEMA}: rulebase/security option/disable-server-response-inspection default="no"`,
  ),
  row("policy rule", "disabled", "no", `${SCHEMA}: disabled default="no" in every rulebase`),
  row("decryption rule", "action", "no-decrypt", `${SCHEMA}: rulebase/decryption action default="no-decrypt"`),
  row("decryption rule", "log-success", "no", `${SCHEMA}: rulebase/decryption log-success default="no"`),
  row("decryption rule", "log-fail", "yes", `${SCHEMA}: rulebase/decryption log-fail default="yes"`),
  row(
    "authentication rule",
    "log-authentication-timeout",
    "no",
    `${SCHEMA}: rulebase/authentication log-authentication-timeout default="no"`,
  ),
  row(
    "authentication enforcement",
    "authentication-method",
    "no-captive-portal",
    `${SCHEMA}: authentication-object authentication-method default="no-captive-portal"`,
  ),
  row(
    "tunnel inspection override",
    "enable",
    "no",
    `${SCHEMA}: rulebase/tunnel-inspect monitor-options/log-setting-override enable default="no"`,
  ),
  // The opposite of a security rule: an outer tunnel session is logged at its start.
  row(
    "tunnel inspection override",
    "log-start",
    "yes",
    `${SCHEMA}: rulebase/tunnel-inspect monitor-options/log-setting-override log-start default="yes"`,
  ),
  row(
    "tunnel inspection override",
    "log-end",
    "yes",
    `${SCHEMA}: rulebase/tunnel-inspect monitor-options/log-setting-override log-end default="yes"`,
  ),
  row(
    "zone",
    "enable-packet-buffer-protection",
    "yes",
    `${SCHEMA}: vsys zone network/enable-packet-buffer-protection default="yes"`,
  ),
  row(
    "shared gateway zone",
    "enable-packet-buffer-protection",
    "no",
    `${SCHEMA}: shared-gateway zone network/enable-packet-buffer-protection default="no"`,
  ),
  // The help says alert. Both write a log.
  row("zone protection scan", "action", "block", `${SCHEMA}: zone-protection-profile scan action default="block"`),
  row("zone entry", "enable-user-identification", "no", `${SCHEMA}: vsys zone enable-user-identification default="no"`),
  row("GlobalProtect portal", "log-success", "no", `${SCHEMA}: global-protect-portal log-success default="no"`),
  row("GlobalProtect portal", "log-fail", "yes", `${SCHEMA}: global-protect-portal log-fail default="yes"`),
  row("GlobalProtect gateway", "log-success", "no", `${SCHEMA}: global-protect-gateway log-success default="no"`),
  row("GlobalProtect gateway", "log-fail", "yes", `${SCHEMA}: global-protect-gateway log-fail default="yes"`),
] as const;
