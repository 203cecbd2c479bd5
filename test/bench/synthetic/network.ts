import type { Build } from "./build.ts";

export const ZONES = "trust untrust dmz servers users guest voice management partner vpn cloud branch".split(" ");

/** Ethernet interfaces, as many as `vsysCount` virtual systems need. */
export function writeInterfaces({ xml }: Build, vsysCount: number): void {
  xml.within("network/interface/ethernet", () => {
    for (let i = 0; i < vsysCount * ZONES.length; i++) {
      xml.entry(interfaceName(i), () => {
        const address = `<entry name="10.255.${i >> 8}.${i & 255}/32"/>`;
        xml.within("layer3/ip", () => xml.block(address));
      });
    }
  });
}

/** One zone for each interface of the virtual system with this index. */
export function writeZones(build: Build, vsysIndex: number, logProfiles: readonly string[]): void {
  const { xml, random } = build;
  build.count("zones", ZONES.length);
  xml.within("zone", () => {
    for (const [i, zone] of ZONES.entries()) {
      xml.entry(zone, () => {
        xml.within("network", () => {
          xml.members("layer3", [interfaceName(vsysIndex * ZONES.length + i)]);
          if (random.chance(50)) xml.leaf("log-setting", random.pick(logProfiles));
          else build.count("zonesWithoutLogSetting");
        });
      });
    }
  });
}

/** Which interfaces belong to the virtual system. */
export function writeImport({ xml }: Build, vsysIndex: number): void {
  const names = ZONES.map((_, i) => interfaceName(vsysIndex * ZONES.length + i));
  xml.within("import/network", () => xml.members("interface", names));
}

function interfaceName(index: number): string {
  return `ethernet1/${index + 1}`;
}
