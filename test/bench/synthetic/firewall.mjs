import { ADMINISTRATOR, DEVICE_LOGS, deviceConfig, SYSLOG_SERVER } from "./blocks.mjs";
import { writeImport, writeInterfaces, writeZones } from "./network.mjs";
import { writeLogProfiles, writeObjects, writeSecurityProfiles, writeTags } from "./objects.mjs";
import { writeDecryptionRules, writeDefaultRules, writeNatRules } from "./other-rules.mjs";
import { connect, Scope, share } from "./scope.mjs";
import { writeSecurityRules } from "./security-rules.mjs";

/** @typedef {import("./build.mjs").Build} Build */

/** A firewall with several virtual systems, 500 security rules and more in each. @param {Build} build */
export function writeFirewall(build, ruleCount) {
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
        const shares = share(ruleCount, vsysCount);
        for (const [i, system] of systems.entries()) xml.entry(system.name, () => writeVsys(build, system, shares[i]));
      });
    });
  });
}

function writeShared(build, shared, ruleCount) {
  const { xml } = build;
  writeTags(build);
  xml.within("log-settings", () => {
    xml.block(SYSLOG_SERVER);
    xml.block(DEVICE_LOGS);
    writeLogProfiles(build, shared, false);
  });
  writeObjects(build, shared, Math.ceil(ruleCount * 0.1));
}

function writeVsys(build, system, ruleCount) {
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
