import { ADMINISTRATOR, DEVICE_LOGS, deviceConfig, SYSLOG_SERVER } from "./blocks.ts";
import type { Build } from "./build.ts";
import { writeImport, writeInterfaces, writeZones } from "./network.ts";
import { writeLogProfiles, writeObjects, writeSecurityProfiles, writeTags } from "./objects.ts";
import { writeDecryptionRules, writeDefaultRules, writeNatRules } from "./other-rules.ts";
import { at, connect, Scope, share } from "./scope.ts";
import { writeSecurityRules } from "./security-rules.ts";
import type { XmlWriter } from "./xml-writer.ts";

/** Two managed firewalls to a device group. */
const DEVICES_PER_GROUP = 2;
const GROUPS_PER_TEMPLATE = 5;

/** Who is below whom, and what each device group has. */
type Estate = ReturnType<typeof planEstate>;

/** A Panorama: a tree of device groups, templates and their stacks. */
export function writePanorama(build: Build, ruleCount: number): void {
  const { xml } = build;
  const estate = planEstate(ruleCount);
  const { shared, groups, templates } = estate;
  build.count("deviceGroups", groups.length);
  build.count("templates", templates.length);
  xml.within("mgt-config", () => {
    xml.block(ADMINISTRATOR);
    writeDevices(xml, estate.serials);
  });
  xml.within("shared", () => writeShared(build, shared, estate));
  xml.within("devices", () => {
    xml.entry("localhost.localdomain", () => {
      xml.block(deviceConfig("panorama.example.com"));
      xml.within("device-group", () => {
        for (const [i, { name }] of groups.entries()) xml.entry(name, () => writeGroup(build, estate, i));
      });
      xml.within("template", () => {
        for (const name of templates) xml.entry(name, () => writeTemplate(build, shared));
      });
      xml.within("template-stack", () => {
        for (const i of templates.keys()) xml.entry(`stack-${i + 1}`, () => writeStack(xml, estate, i));
      });
    });
  });
  xml.within("readonly", () => writeReadonly(xml, estate));
}

/** Who is below whom, and how many security rules each has: one in a hundred is shared, four fifths are pre-rules. */
function planEstate(ruleCount: number) {
  const count = Math.min(100, Math.max(6, Math.floor(ruleCount / 200)));
  const shared = new Scope("shared", undefined, ["default", "forward-panorama", "forward-siem"]);
  const roots = Math.max(2, Math.floor(count / 8));
  const groups: Scope[] = [];
  for (let i = 0; i < count; i++) {
    const parent = i < roots ? shared : at(groups, Math.floor((i - roots) / 4));
    groups.push(new Scope(`group-${i + 1}`, parent, i % 3 === 1 ? [`forward-group-${i + 1}`] : []));
  }
  connect([shared, ...groups]);
  const sharedRules = Math.ceil(ruleCount / 100);
  return {
    shared,
    groups,
    sharedRules,
    groupRules: share(ruleCount - sharedRules, count),
    serials: Array.from({ length: count * DEVICES_PER_GROUP }, (_, i) => String(i + 1).padStart(12, "0")),
    templates: Array.from({ length: Math.ceil(count / GROUPS_PER_TEMPLATE) }, (_, i) => `template-${i + 1}`),
    ruleCount,
  };
}

function writeShared(build: Build, shared: Scope, { ruleCount, sharedRules }: Estate): void {
  writeTags(build);
  writeObjects(build, shared, Math.ceil(ruleCount * 0.3));
  writeSecurityProfiles(build, shared, ["strict", "internet", "internal"]);
  build.xml.within("log-settings", () => writeLogProfiles(build, shared, true));
  writeRulebases(build, shared, { ruleCount: sharedRules, overridesDefaultRules: true });
}

function writeGroup(build: Build, { groups, groupRules, serials }: Estate, index: number): void {
  const { xml } = build;
  const [group, ruleCount] = [at(groups, index), at(groupRules, index)];
  writeDevices(xml, serials.slice(index * DEVICES_PER_GROUP, (index + 1) * DEVICES_PER_GROUP));
  writeObjects(build, group, Math.ceil(ruleCount * 0.2));
  if (group.logProfiles.length > 0) xml.within("log-settings", () => writeLogProfiles(build, group, true));
  writeRulebases(build, group, { ruleCount, overridesDefaultRules: index % 4 === 0 });
}

interface Rulebases {
  readonly ruleCount: number;
  readonly overridesDefaultRules: boolean;
}

function writeRulebases(build: Build, scope: Scope, { ruleCount, overridesDefaultRules }: Rulebases): void {
  const { xml } = build;
  const pre = Math.ceil(ruleCount * 0.8);
  xml.within("pre-rulebase", () => {
    writeSecurityRules(build, scope, pre);
    writeNatRules(build, Math.ceil(ruleCount / 12));
    writeDecryptionRules(build, scope, Math.ceil(ruleCount / 25));
  });
  xml.within("post-rulebase", () => {
    writeSecurityRules(build, scope, ruleCount - pre);
    // Panorama keeps overrides of the default rules among the post-rules only.
    if (overridesDefaultRules) writeDefaultRules(build, scope);
  });
}

function writeTemplate(build: Build, shared: Scope): void {
  const { xml } = build;
  xml.within("config", () => {
    xml.within("devices", () => {
      xml.entry("localhost.localdomain", () => {
        xml.block(deviceConfig("branch.example.com"));
        writeInterfaces(build, 1);
        xml.within("vsys", () => {
          xml.entry("vsys1", () => {
            writeZones(build, 0, shared.logProfiles);
            writeImport(build, 0);
          });
        });
      });
    });
    // Server profiles belong to templates, the profiles that name them to device groups.
    xml.within("shared/log-settings", () => {
      xml.block(SYSLOG_SERVER);
      xml.block(DEVICE_LOGS);
    });
  });
  xml.within("settings", () => xml.leaf("default-vsys", "vsys1"));
}

function writeStack(xml: XmlWriter, { templates, serials }: Estate, index: number): void {
  const width = GROUPS_PER_TEMPLATE * DEVICES_PER_GROUP;
  xml.members("templates", [at(templates, index)]);
  writeDevices(xml, serials.slice(index * width, (index + 1) * width));
  xml.block("<settings/>");
}

function writeDevices(xml: XmlWriter, serials: readonly string[]): void {
  xml.within("devices", () => xml.block(serials.map((serial) => `<entry name="${serial}"/>`).join("\n")));
}

/** The only place where Panorama writes who is whose parent; children of shared have none. */
function writeReadonly(xml: XmlWriter, { shared, groups, templates }: Estate): void {
  let id = 10;
  const writeId = () => xml.leaf("id", ++id);
  xml.within("devices", () => {
    xml.entry("localhost.localdomain", () => {
      xml.within("device-group", () => {
        for (const { name, parent } of groups) {
          xml.entry(name, () => {
            if (parent !== undefined && parent !== shared) xml.leaf("parent-dg", parent.name);
            writeId();
          });
        }
      });
      xml.within("template", () => {
        for (const name of templates) xml.entry(name, writeId);
      });
      xml.within("template-stack", () => {
        for (const i of templates.keys()) xml.entry(`stack-${i + 1}`, writeId);
      });
    });
  });
  xml.leaf("max-internal-id", id);
}
