import type { Build } from "./build.ts";
import { privateAddress, TEAMS } from "./objects.ts";
import type { Scope } from "./scope.ts";

/** NAT rules: policy rules that never log, to be walked past. */
export function writeNatRules(build: Build, count: number): void {
  const { xml, random } = build;
  build.count("natRules", count);
  xml.within("nat/rules", () => {
    for (let i = 0; i < count; i++) {
      xml.entry(`nat-${random.pick(TEAMS)}-${build.nextNumber()}`, () => writeNatRule(build), random.uuid());
    }
  });
}

function writeNatRule({ xml, random }: Build): void {
  xml.members("to", ["untrust"]);
  xml.members("from", ["trust"]);
  xml.members("source", [privateAddress(random)]);
  xml.members("destination", ["any"]);
  xml.leaf("service", "any");
  xml.within("source-translation/dynamic-ip-and-port", () => {
    xml.members("translated-address", [`203.0.113.${1 + random.below(254)}`]);
  });
  if (random.chance(6)) xml.leaf("disabled", "yes");
}

/** Decryption rules, a quarter of them without a log setting. */
export function writeDecryptionRules(build: Build, scope: Scope, count: number): void {
  const { xml, random } = build;
  const logProfiles = scope.visible("logProfiles").flat();
  build.count("decryptionRules", count);
  xml.within("decryption/rules", () => {
    for (let i = 0; i < count; i++) {
      const name = `decrypt-${random.pick(TEAMS)}-${build.nextNumber()}`;
      xml.entry(name, () => writeDecryptionRule(build, logProfiles), random.uuid());
    }
  });
}

function writeDecryptionRule(build: Build, logProfiles: readonly string[]): void {
  const { xml, random } = build;
  xml.members("to", ["untrust"]);
  xml.members("from", ["trust"]);
  for (const field of ["source", "destination", "source-user", "category"]) xml.members(field, ["any"]);
  xml.members("service", ["service-https"]);
  xml.within("type", () => xml.block("<ssl-forward-proxy/>"));
  xml.leaf("action", random.chance(60) ? "decrypt" : "no-decrypt");
  if (random.chance(75)) xml.leaf("log-setting", random.pick(logProfiles));
  else build.count("decryptionRulesWithoutLogSetting");
}

/** Overrides of the two default rules, which then log as they should. */
export function writeDefaultRules(build: Build, scope: Scope): void {
  const { xml, random } = build;
  const setting = scope.visible("logProfiles").flat()[0];
  const defaults = { "intrazone-default": "allow", "interzone-default": "deny" };
  xml.within("default-security-rules/rules", () => {
    for (const [name, action] of Object.entries(defaults)) {
      build.count("defaultRuleOverrides");
      const writeOverride = () => {
        xml.leaf("action", action);
        xml.leaf("log-start", "no");
        xml.leaf("log-end", "yes");
        xml.leaf("log-setting", setting);
      };
      xml.entry(name, writeOverride, random.uuid());
    }
  });
}
