/** Which files belong together, told by what they hold and by how they are called. */

import type { PanosDocument } from "../document/document.ts";
import type { Firewalls } from "../panorama/firewalls.ts";

/** One file of an estate. */
export interface EstateFile {
  readonly name: string;
  readonly document: PanosDocument;
}

/** The serial numbers of the firewalls that a file may be of: by one of them in its name, else by its host name. */
export function serialsOf(file: EstateFile, { all, managed }: Firewalls): readonly string[] {
  const words = wordsOf(file.name);
  const serials = [...new Set([...managed.keys(), ...all.flatMap(({ serial }) => serial ?? [])])];
  const inName = serials.filter((serial) => words.has(serial.toLowerCase()));
  if (inName.length > 0) return inName;
  const hostname = hostnameOf(file.document);
  if (hostname === undefined) return [];
  return serials.filter((serial) => managed.get(serial)?.child("hostname")?.trimmedText === hostname);
}

/** The host name that a firewall's file gives. */
function hostnameOf({ root }: PanosDocument): string | undefined {
  for (const hostname of root.findAll("devices", "entry", "deviceconfig", "system", "hostname")) {
    if (hostname.trimmedText !== undefined) return hostname.trimmedText;
  }
  return undefined;
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
