import { SECURITY_PROFILES } from "./blocks.ts";
import type { Build } from "./build.ts";
import type { Random } from "./random.ts";
import type { Scope } from "./scope.ts";
import type { XmlWriter } from "./xml-writer.ts";

export const SITES = "north south east west hub plant depot campus branch lab store".split(" ");
export const TEAMS = "web mail file print crm finance build proxy backup desktop sensor".split(" ");
export const TAGS = ["legacy", "temporary", "payment", "owner-network", "owner-security", "reviewed", "migrated"];
/** The profile of each kind that `SECURITY_PROFILES` defines. */
const PROFILES: readonly (readonly [kind: string, name: string])[] = [
  ["virus", "antivirus-standard"],
  ["spyware", "anti-spyware-standard"],
  ["vulnerability", "vulnerability-standard"],
  ["url-filtering", "url-standard"],
  ["file-blocking", "file-standard"],
  ["wildfire-analysis", "wildfire-standard"],
];
const LOG_TYPES = ["traffic", "threat", "wildfire", "url", "data", "tunnel", "auth", "decryption"];

/** An address of the private networks (RFC 1918). */
export function privateAddress(random: Random): string {
  return `10.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
}

/** The tags that address objects and policy rules carry. */
export function writeTags({ xml }: Build): void {
  xml.within("tag", () => {
    for (const [i, tag] of TAGS.entries()) xml.entry(tag, () => xml.leaf("color", `color${i + 1}`));
  });
}

/** Address objects, address groups and services, in the proportions of a grown config. */
export function writeObjects(build: Build, scope: Scope, addresses: number): void {
  writeAddresses(build, scope, addresses);
  writeAddressGroups(build, scope, Math.ceil(addresses / 8));
  writeServices(build, scope, Math.ceil(addresses / 12));
}

function writeAddresses(build: Build, scope: Scope, count: number): void {
  const { xml, random } = build;
  xml.within("address", () => {
    for (let i = 0; i < count; i++) {
      const number = build.nextNumber();
      const name = `${random.pick(SITES)}-${random.pick(TEAMS)}-${number}`;
      scope.addresses.push(name);
      xml.entry(name, () => {
        writeAddressValue(build, number);
        if (random.chance(30)) xml.leaf("description", `synthetic object ${number}`);
        if (random.chance(20)) xml.members("tag", [random.pick(TAGS)]);
      });
    }
  });
}

function writeAddressValue({ xml, random }: Build, number: number): void {
  const kind = random.below(100);
  const network = `10.${random.below(256)}.${random.below(256)}`;
  if (kind < 60) xml.leaf("ip-netmask", `${privateAddress(random)}/32`);
  else if (kind < 85) xml.leaf("ip-netmask", `${network}.0/24`);
  else if (kind < 92) xml.leaf("ip-range", `${network}.10-${network}.${20 + random.below(200)}`);
  else xml.leaf("fqdn", `host-${number}.example.com`);
}

function writeAddressGroups(build: Build, scope: Scope, count: number): void {
  const { xml, random } = build;
  const pool = scope.visible("addresses");
  xml.within("address-group", () => {
    for (let i = 0; i < count; i++) {
      const name = `group-${random.pick(SITES)}-${build.nextNumber()}`;
      scope.addressGroups.push(name);
      xml.entry(name, () => {
        if (random.chance(90)) xml.members("static", random.some(random.pick(pool), 8));
        else xml.within("dynamic", () => xml.leaf("filter", `'${random.pick(TAGS)}' and '${random.pick(TAGS)}'`));
      });
    }
  });
}

function writeServices(build: Build, scope: Scope, count: number): void {
  const { xml, random } = build;
  xml.within("service", () => {
    for (let i = 0; i < count; i++) {
      const protocol = random.chance(75) ? "tcp" : "udp";
      // Ports that nobody takes for DNS, NTP, syslog or broadcasts: what is planted must not depend on exemptions.
      const port = 8000 + random.below(2000);
      const name = `${protocol}-${port}-${build.nextNumber()}`;
      scope.services.push(name);
      xml.entry(name, () => xml.within(`protocol/${protocol}`, () => xml.leaf("port", port)));
    }
  });
}

/** One security profile of each kind and groups of them. */
export function writeSecurityProfiles(build: Build, scope: Scope, groups: readonly string[]): void {
  const { xml } = build;
  xml.block(SECURITY_PROFILES);
  xml.within("profile-group", () => {
    for (const name of groups) {
      scope.profileGroups.push(name);
      xml.entry(name, () => writeProfileNames(xml));
    }
  });
}

/** One security profile of each kind, by name. */
export function writeProfileNames(xml: XmlWriter): void {
  for (const [kind, profile] of PROFILES) xml.members(kind, [profile]);
}

/** The scope's own log-forwarding profiles, each with every log type. */
export function writeLogProfiles({ xml }: Build, scope: Scope, toPanorama: boolean): void {
  if (scope.logProfiles.length === 0) return;
  xml.within("profiles", () => {
    for (const name of scope.logProfiles) {
      xml.entry(name, () => {
        xml.within("match-list", () => {
          for (const type of LOG_TYPES) writeMatch(xml, type, toPanorama);
        });
      });
    }
  });
}

function writeMatch(xml: XmlWriter, type: string, toPanorama: boolean): void {
  xml.entry(`${type}-all`, () => {
    xml.leaf("log-type", type);
    xml.leaf("filter", "All Logs");
    xml.leaf("send-to-panorama", toPanorama ? "yes" : "no");
    xml.members("send-syslog", ["siem"]);
  });
}
