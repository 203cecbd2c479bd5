import { ADMINISTRATOR, DEVICE_LOGS, deviceConfig, SYSLOG_SERVER } from "./blocks.ts";
import type { Build } from "./build.ts";
import { writeImport, writeInterfaces, writeZones } from "./network.ts";
import { writeLogProfiles, writeObjects, writeSecurityProfiles, writeTags } from "./objects.ts";
import { writeDecryptionRules, writeDefaultRules, writeNatRules } from "./other-rules.ts";
import { at, connect, Scope, share } from "./scope.ts";
import { writeSecurityRules } from "./security-rules.ts";

/** A firewall with several virtual systems, 500 security rules and more in each. */
export function writeFirewall(build: Build, ruleCount: number): void {
  const { xml } = build;
  const shared = new Scope("shared", undefined, ["default", "forward-siem"]);
  const vsysCount = Math.min(20, Math.max(2, Math.floor(ruleCount / 500)));
  const systems = Array.from({ length: vsysCount }, (_, i) => {
    return new Scope(`vsys${i + 1}`, shared, [`forward-vsys${i + 1}`]);
  });
  connect([shared, ...systems]);
  build.count("vsys", vsysCount);
  xml.within("mgt-config", () => xml.block(ADMINISTRATOR));
  xml.within("shared", () => writeShared(build, shared, ruleCount));
  xml.within("devices", () => {
    xml.entry("localhost.localdomain", () => {
      xml.block(deviceConfig("firewall.example.com"));
      writeInterfaces(build, vsysCount);
      xml.within("vsys", () => {
        for (const [i, count] of share(ruleCount, vsysCount).entries()) {
          const system = at(systems, i);
          xml.entry(system.name, () => writeVsys(build, system, count));
        }
      });
    });
  });
}

function writeShared(build: Build, shared: Scope, ruleCount: number): void {
  const { xml } = build;
  writeTags(build);
  xml.within("log-settings", () => {
    xml.block(SYSLOG_SERVER);
    xml.block(DEVICE_LOGS);
    writeLogProfiles(build, shared, false);
  });
  writeObjects(build, shared, Math.ceil(ruleCount * 0.1));
}

function writeVsys(build: Build, system: Scope, ruleCount: number): void {
  const { xml } = build;
  const index = Number(system.name.slice("vsys".length)) - 1;
  writeObjects(build, system, Math.ceil(ruleCount * 0.4));
  writeSecurityProfiles(build, system, ["strict", "internet", "internal"]);
  xml.within("log-settings", () => writeLogProfiles(build, system, false));
  writeZones(build, index, system.visible("logProfiles").flat());
  writeImport(build, index);
  xml.within("rulebase", () => {
    writeSecurityRules(build, system, ruleCount);
    writeNatRules(build, Math.ceil(ruleCount / 12));
    writeDecryptionRules(build, system, Math.ceil(ruleCount / 25));
    // Every third virtual system leaves the default rules as they come.
    if (index % 3 !== 2) writeDefaultRules(build, system);
  });
}
