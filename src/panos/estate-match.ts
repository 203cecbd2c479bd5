/** Which files belong together, told by what they hold and by how they are called. */
import { type DeviceReference, deviceReferences } from "./device-reference.ts";
import type { PanosDocument } from "./document.ts";
import { namedEntries } from "./values.ts";

/** A firewall that a Panorama manages, and the device group it is in, or that of each of its virtual systems. */
export interface ManagedFirewall {
  readonly serial: string;
  /** The device groups that name it, each with the virtual systems that are meant: none for all. */
  readonly groups: readonly { readonly group: string; readonly device: DeviceReference }[];
  /** Set where Panorama's file tells it. */
  readonly hostname: string | undefined;
}

/** The firewalls that a Panorama's configuration names, by serial number. */
export function managedFirewalls({ root }: PanosDocument): ReadonlyMap<string, ManagedFirewall> {
  const groups = new Map<string, ManagedFirewall["groups"]>();
  const hostnames = new Map<string, string>();
  for (const list of root.findAll("mgt-config", "devices")) {
    for (const [serial, entry] of namedEntries(list)) {
      groups.set(serial, []);
      const hostname = entry.child("hostname")?.trimmedText;
      if (hostname !== undefined) hostnames.set(serial, hostname);
    }
  }
  for (const list of root.findAll("devices", "entry", "device-group")) {
    for (const [group, entry] of namedEntries(list)) {
      for (const device of deviceReferences(entry)) {
        groups.set(device.serial, [...(groups.get(device.serial) ?? []), { group, device }]);
      }
    }
  }
  return new Map(
    Array.from(groups, ([serial, found]) => [serial, { serial, groups: found, hostname: hostnames.get(serial) }]),
  );
}

/** The host name that a firewall's file gives. */
export function hostnameOf({ root }: PanosDocument): string | undefined {
  for (const hostname of root.findAll("devices", "entry", "deviceconfig", "system", "hostname")) {
    if (hostname.trimmedText !== undefined) return hostname.trimmedText;
  }
  return undefined;
}

/** The device group that a virtual system of a firewall is in; undefined when none or several name it. */
export function groupOf({ groups }: ManagedFirewall, vsys: string): string | undefined {
  const [only, second] = groups.filter(({ device }) => device.vsys.length === 0 || device.vsys.includes(vsys));
  return second === undefined ? only?.group : undefined;
}

/** The words of a file's path, archives and what is inside of them included. */
export function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
}

/** The archive that a file was in, else its folder. */
export function placeOf(name: string): string {
  const archive = name.indexOf("!");
  return archive < 0 ? name.slice(0, Math.max(0, name.lastIndexOf("/"))) : name.slice(0, archive + 1);
}

/** Words that say what kind of export a file is, rather than of which firewall. */
const KINDS = /^(|xml|gz|txt|config|configuration|cfg|running|local|merged|show|pushed|push|shared|policy|vsys\d+)$/;

/** What is left of a file's own name when everything is taken away that only says what kind of export it is. */
export function stemOf(name: string): string {
  const words = name
    .slice(placeOf(name).length)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => !KINDS.test(word)).join("-");
}
