import { describe, expect, test } from "@jest/globals";
import type { TlsLogging } from "../../../src/panos/forwarding/tls-logging.ts";
import { DECRYPTION_ACTIONS } from "../../../src/panos/policies/other-rules.ts";
import { OTHER_RULE_KINDS, type OtherRuleKind } from "../../../src/panos/scopes/other-rulebases.ts";
import { PLACE_ROWS } from "../../../src/panos/settings/default-rows-places.ts";
import { describeRows, first, type RowReader, YES_NO } from "../../support/default-rows.ts";
import { configOf, element, entry, firewall, firewallWith, rule } from "../../support/panos-config.ts";

const flag = { values: YES_NO, bad: "maybe" } as const;

function ruleFile(kind: OtherRuleKind, ...inner: readonly string[]): string {
  const list = element(kind, element("rules", entry("subject", ...inner)));
  return firewall({ vsys: { vsys1: element("rulebase", list) } });
}

const decryption = (xml: string): string => ruleFile("decryption", xml);
const override = (xml: string): string =>
  ruleFile("tunnel-inspect", element("monitor-options", element("log-setting-override", xml)));
const zone = (xml: string): string => element("zone", entry("dmz", element("network", xml)));
const scanProtection = (xml: string): string =>
  ["network", "profiles", "zone-protection-profile"].reduceRight(
    (inner, name) => element(name, inner),
    entry("wan", element("scan", xml)),
  );
const globalProtect = (kind: "portal" | "gateway", xml: string): string =>
  firewall({
    vsys: { vsys1: element("global-protect", element(`global-protect-${kind}`, entry("vpn", xml))) },
  });

function enforcement(xml: string): string {
  const rule = entry("r", element("authentication-enforcement", "mfa"));
  const rulebase = element("rulebase", element("authentication", element("rules", rule)));
  return firewall({ vsys: { vsys1: element("authentication-object", entry("mfa", xml)) + rulebase } });
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("There is none.");
  return value;
}

function logged(logging: TlsLogging | undefined): TlsLogging {
  if (logging === undefined) throw new Error("Handshakes are not logged at all.");
  return logging;
}

describeRows(
  PLACE_ROWS,
  new Map<string, RowReader>([
    [
      "security rule option/disable-server-response-inspection",
      {
        ...flag,
        file: (xml) => firewallWith(rule("subject", element("option", xml))),
        setting: (config) => first(config.policies.securityRules).ignoresServerResponses,
      },
    ],
    [
      "policy rule/disabled",
      { ...flag, file: decryption, setting: (config) => first(config.policies.otherRules("decryption")).disabled },
    ],
    [
      "decryption rule/action",
      {
        values: DECRYPTION_ACTIONS,
        bad: "allow",
        file: decryption,
        setting: (config) => first(config.policies.otherRules("decryption")).action,
      },
    ],
    [
      "decryption rule/log-success",
      {
        ...flag,
        file: decryption,
        setting: (config) => logged(first(config.policies.otherRules("decryption")).tlsLogging).logSuccess,
      },
    ],
    [
      "decryption rule/log-fail",
      {
        ...flag,
        file: decryption,
        setting: (config) => logged(first(config.policies.otherRules("decryption")).tlsLogging).logFail,
      },
    ],
    [
      "authentication rule/log-authentication-timeout",
      {
        ...flag,
        file: (xml) => ruleFile("authentication", xml),
        setting: (config) => first(config.policies.otherRules("authentication")).logAuthenticationTimeout,
      },
    ],
    [
      "authentication enforcement/authentication-method",
      {
        values: ["web-form", "no-captive-portal", "browser-challenge"],
        bad: "captive-portal",
        file: (xml) => enforcement(xml),
        setting: (config) => present(first(config.policies.otherRules("authentication")).enforcementMethod),
      },
    ],
    [
      "tunnel inspection override/enable",
      {
        ...flag,
        file: override,
        setting: (config) => first(config.policies.otherRules("tunnel-inspect")).writtenLogOverride.enable,
      },
    ],
    [
      "tunnel inspection override/log-start",
      {
        ...flag,
        file: override,
        setting: (config) => first(config.policies.otherRules("tunnel-inspect")).writtenLogOverride.logStart,
      },
    ],
    [
      "tunnel inspection override/log-end",
      {
        ...flag,
        file: override,
        setting: (config) => first(config.policies.otherRules("tunnel-inspect")).writtenLogOverride.logEnd,
      },
    ],
    [
      "zone/enable-packet-buffer-protection",
      {
        ...flag,
        file: (xml) => firewall({ vsys: { vsys1: zone(xml) } }),
        setting: (config) => first(config.network.zones).packetBufferProtection,
      },
    ],
    [
      "zone entry/enable-user-identification",
      {
        ...flag,
        file: (xml) => firewall({ vsys: { vsys1: element("zone", entry("dmz", xml)) } }),
        setting: (config) => first(config.network.zones).userIdentification,
      },
    ],
    [
      "shared gateway zone/enable-packet-buffer-protection",
      {
        ...flag,
        file: (xml) =>
          firewall({
            vsys: { vsys1: "" },
            device: element("network", element("shared-gateway", entry("sg1", zone(xml)))),
          }),
        setting: (config) => first(config.network.zones).packetBufferProtection,
      },
    ],
    [
      "zone protection scan/action",
      {
        values: ["allow", "alert", "block", "block-ip"],
        bad: "drop",
        file: (xml) => firewall({ vsys: { vsys1: "" }, device: scanProtection(entry("8001", xml)) }),
        setting: (config) => first(first(config.network.zoneProtectionProfiles).scans).action,
      },
    ],
    [
      "GlobalProtect portal/log-success",
      {
        ...flag,
        file: (xml) => globalProtect("portal", element("portal-config", xml)),
        setting: (config) => logged(first(config.network.globalProtect).tlsLogging).logSuccess,
      },
    ],
    [
      "GlobalProtect portal/log-fail",
      {
        ...flag,
        file: (xml) => globalProtect("portal", element("portal-config", xml)),
        setting: (config) => logged(first(config.network.globalProtect).tlsLogging).logFail,
      },
    ],
    [
      "GlobalProtect gateway/log-success",
      {
        ...flag,
        file: (xml) => globalProtect("gateway", xml),
        setting: (config) => logged(first(config.network.globalProtect).tlsLogging).logSuccess,
      },
    ],
    [
      "GlobalProtect gateway/log-fail",
      {
        ...flag,
        file: (xml) => globalProtect("gateway", xml),
        setting: (config) => logged(first(config.network.globalProtect).tlsLogging).logFail,
      },
    ],
  ]),
  [
    "authentication enforcement/authentication-method no-captive-portal",
    "decryption rule/action no-decrypt",
    "decryption rule/log-fail yes",
    "tunnel inspection override/log-start yes",
    "tunnel inspection override/log-end yes",
    "zone/enable-packet-buffer-protection yes",
    "zone protection scan/action block",
    "GlobalProtect portal/log-fail yes",
    "GlobalProtect gateway/log-fail yes",
  ],
);

describe.each(OTHER_RULE_KINDS)("a %s rule", (kind) => {
  test.each([
    ["", true],
    ["<disabled/>", true],
    ["<disabled>no</disabled>", true],
    ["<disabled> yes </disabled>", false],
  ])("with %j is enabled: %s", (xml, enabled) => {
    expect(first(configOf(ruleFile(kind, xml)).policies.otherRules(kind)).enabled).toBe(enabled);
  });
});
