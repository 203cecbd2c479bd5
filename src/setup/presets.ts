import type { RuleOptions, Severity } from "../rule.ts";

/** How a preset or a configuration file wants a rule: off, or on with its own or a given severity and some options. */
export interface RuleChoice {
  /** `default`: as the rule itself grades its findings. */
  readonly severity: Severity | "off" | "default";
  readonly options?: RuleOptions;
  /** Whether its findings may be hidden by exemptions and suppressions; true when absent. */
  readonly suppressible?: boolean;
}

export type Preset = { readonly [rule: string]: RuleChoice };

/** What each preset is for. */
export const PRESET_SUMMARIES = {
  recommended: "What the vendor's best practice and this linter's sources agree on.",
  "low-volume": "Spare the management plane, the log disk and the log store; evidence comes second.",
  cis: "The logging items of the CIS benchmark for PAN-OS.",
  stig: "The logging items of the STIGs for Palo Alto Networks firewalls (ALG, IDPS and NDM).",
  pci: "The logging requirements of PCI DSS 4.0.1.",
  strict: "Evidence first: every rule on, and nothing goes unlogged because it is chatty or known noise.",
} as const;
export type PresetName = keyof typeof PRESET_SUMMARIES;

/** How the presets differ from "on, graded as the rule states"; a preset that is not named does not differ. */
type Exceptions = { readonly [preset in PresetName]?: RuleChoice };

const ON: RuleChoice = { severity: "default" };
const OFF: RuleChoice = { severity: "off" };
const NOTE: RuleChoice = { severity: "note" };
const WARNING: RuleChoice = { severity: "warning" };

function on(options: RuleOptions): RuleChoice {
  return { severity: "default", options };
}

function warning(options: RuleOptions): RuleChoice {
  return { severity: "warning", options };
}

/** Compliance wants every policy rule to log; selective logging is no excuse. */
const NOTHING_CHATTY = on({ chattyApps: [], chattyPorts: [] });
const ONLY_STRICT: Exceptions = { recommended: OFF, "low-volume": OFF, cis: OFF, stig: OFF, pci: OFF };
const EVERY_LOG = ["traffic", "threat", "decryption", "auth", "userid", "globalprotect", "config", "system"];
const A_YEAR = Object.fromEntries(EVERY_LOG.map((type) => [type, 365]));
const HEADERS = ["xff", "user-agent", "referer"];

/** Every built-in rule. The order of the rows is that in which rules are listed; a category is together. */
const RULES: { readonly [rule: string]: Exceptions } = {
  "log-start-and-end": {},
  "log-start-only": {},
  "allow-rule-not-logged": {
    "low-volume": NOTE,
    cis: NOTHING_CHATTY,
    stig: NOTHING_CHATTY,
    pci: NOTHING_CHATTY,
    strict: NOTHING_CHATTY,
  },
  "deny-rule-not-logged": { "low-volume": NOTE, strict: on({ noiseServices: [] }) },
  "long-lived-rule-without-log-start": { "low-volume": OFF },
  "chatty-service-logged": { "low-volume": WARNING, cis: OFF, stig: OFF, pci: OFF, strict: OFF },
  "long-session-monitoring-missing": { stig: warning({ require: "netflow" }) },
  "rule-without-log-forwarding": {},
  "unresolved-log-forwarding-profile": {},
  "log-forwarding-profile-has-no-effect": {},
  "log-forwarding-missing-log-type": {},
  "threat-severity-not-forwarded": {
    "low-volume": OFF,
    stig: warning({ minSeverity: "informational" }),
    strict: warning({ minSeverity: "informational" }),
  },
  "panorama-forwarding-without-panorama": {},
  "unresolved-log-server-profile": {},
  "default-log-forwarding-profile-missing": {},
  "syslog-cleartext-transport": { "low-volume": OFF, pci: WARNING, strict: WARNING },
  "high-volume-http-forwarding": {},
  "duplicate-log-delivery": { cis: NOTE, stig: NOTE, pci: NOTE, strict: NOTE },
  "syslog-format-drops-correlation-fields": {},
  "malicious-verdict-without-alert": {
    recommended: OFF,
    "low-volume": OFF,
    cis: WARNING,
    stig: WARNING,
    strict: WARNING,
  },
  "profiles-on-deny-rule": {},
  "threat-block-without-session-end-log": {},
  "allow-rule-without-profiles": {},
  "threat-action-allow-not-logged": {},
  "threat-severity-not-covered": {},
  "dns-security-log-none": {},
  "url-category-allow-not-logged": { recommended: OFF, "low-volume": OFF, cis: WARNING, pci: OFF, strict: WARNING },
  "url-container-page-only": {
    recommended: OFF,
    "low-volume": warning({ expect: "yes" }),
    cis: WARNING,
    stig: OFF,
    pci: OFF,
    strict: WARNING,
  },
  "url-http-headers-not-logged": {
    recommended: OFF,
    "low-volume": OFF,
    cis: warning({ fields: HEADERS }),
    stig: OFF,
    pci: OFF,
    strict: warning({ fields: HEADERS }),
  },
  "server-response-inspection-disabled": {},
  "file-transfers-not-logged": { ...ONLY_STRICT, strict: NOTE },
  "wildfire-verdicts-not-reported": { recommended: OFF, "low-volume": OFF, pci: OFF, strict: WARNING },
  "stop-traffic-on-log-full": {},
  "log-quota-unusable": {},
  "log-retention-too-short": {
    "low-volume": OFF,
    pci: on({ minDays: A_YEAR, minDaysIfForwarded: 90 }),
    strict: on({ minDays: A_YEAR }),
  },
  "logs-stored-only-locally": {},
  "log-export-insecure": {},
  "log-full-alarm-missing": { ...ONLY_STRICT, stig: warning({ maxThreshold: 75 }), strict: WARNING },
  "log-rate-limited": {},
  "log-suppression-on": ONLY_STRICT,
  "collector-group-coverage": { strict: on({ minCollectors: 2 }) },
  "device-logs-not-forwarded": {
    // CIS 1.1.1.1 asks for syslog, and for each type of logs that devices make about users and addresses.
    cis: on({ types: ["system", "config", "userid", "hipmatch", "iptag"], acceptPanorama: false }),
    strict: on({ types: ["system", "config", "userid", "hipmatch", "globalprotect", "iptag", "correlation"] }),
  },
  "high-dp-load-log-off": { cis: WARNING, stig: WARNING, strict: WARNING },
  "syslog-hostname-missing": {
    "low-volume": OFF,
    stig: warning({ allowed: ["ipv4-address", "ipv6-address"] }),
    strict: on({ requireDomain: true }),
  },
  "admin-audit-trail-incomplete": {
    recommended: OFF,
    "low-volume": OFF,
    cis: OFF,
    stig: NOTE,
    pci: WARNING,
    strict: WARNING,
  },
  "log-clock-not-synchronised": {
    cis: on({ requireSecondary: true }),
    stig: on({ requireSecondary: true, requireUtc: true }),
    strict: on({ requireSecondary: true, requireUtc: true }),
  },
  // CIS 7.4 asks for the log at session end of both default rules, whatever is before them.
  "interzone-default-not-logged": { "low-volume": NOTE, cis: on({ acceptExplicitDenyAll: false }) },
  "intrazone-default-not-logged": { "low-volume": OFF, cis: WARNING, strict: WARNING },
  "interzone-default-override-allows": {},
  "tls-failures-not-logged": {},
  "decryption-logs-not-forwarded": {},
  "dos-rule-without-log-forwarding": { stig: WARNING },
  "zone-without-log-setting": { recommended: NOTE },
  "authentication-rule-without-log-forwarding": {},
  "tunnel-inspection-logging-incomplete": {},
  "recon-allow-not-logged": {},
  "shadowed-rule-never-logs": {},
  "inactive-rule-left-in-rulebase": {},
  "unresolved-security-profile": {},
  "unused-logging-object": { ...ONLY_STRICT, strict: NOTE },
};

function presetOf(name: PresetName): Preset {
  return Object.fromEntries(Object.entries(RULES).map(([rule, exceptions]) => [rule, exceptions[name] ?? ON]));
}

/** Presets by name; `extends` in a configuration file names them. */
export const PRESETS: { readonly [name in PresetName]: Preset } = {
  recommended: presetOf("recommended"),
  "low-volume": presetOf("low-volume"),
  cis: presetOf("cis"),
  stig: presetOf("stig"),
  pci: presetOf("pci"),
  strict: presetOf("strict"),
};
