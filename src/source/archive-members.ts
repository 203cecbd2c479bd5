/** What to do with one member of an archive: read it as a configuration, look at its content first, or leave it. */
export type MemberChoice =
  | { readonly kind: "configuration" }
  /** Read if its content is a configuration. */
  | { readonly kind: "by-content" }
  /** Not read; the reason finishes a remark. */
  | { readonly kind: "left-out"; readonly reason: string }
  /** Not called like XML: a log, a certificate, a database. Nothing to say unless it is a configuration after all. */
  | { readonly kind: "other" };

/** The configuration that runs, as firewalls call it in device states and tech support files. */
export const RUNNING = "running-config.xml";
/** The same with what Panorama pushed merged into it. */
export const MERGED = ".merged-running-config.xml";

export const MERGED_IS_READ = `${MERGED} beside it holds the same and what Panorama pushed`;
export const CALLED_OTHERWISE =
  "a configuration by its content, but its name does not end in .xml; rename it to lint it";
const NO_CONFIGURATION = "no configuration by its content";

/** Files that look like configurations and are not what runs on the device that the archive is from. */
const LEFT_OUT: readonly (readonly [path: RegExp, reason: string])[] = [
  [/,v$/, "a history of versions (RCS)"],
  [/\.(tgz|tar|tar\.gz|zip)$/i, "an archive in the archive; unpack it to lint what it holds"],
  [/\.xml\.gz$/i, "packed once more; unpack it to lint it"],
  [/(^|\/)\.?ha-remote-rc\.xml$/i, "the configuration of the HA peer, to be linted by the peer's own export"],
  [/(^|\/)panorama_pushed\//i, "a part of what Panorama pushed, not a whole configuration"],
  [/(^|\/)((last-)?candidatecfg[^/]*|\.snapshot)\.xml$/i, "a candidate configuration, not what runs"],
  [/(^|\/)techsupport-saved-currcfg\.xml$/i, "a copy made for the tech support file"],
];

/** Decides by the path alone, which is as `memberPath` gives it. */
export function chooseByPath(path: string): MemberChoice {
  for (const [pattern, reason] of LEFT_OUT) if (pattern.test(path)) return { kind: "left-out", reason };
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === RUNNING || name === MERGED) return { kind: "configuration" };
  // The folder for named snapshots of the device; only a tech support file holds it.
  if (/(^|\/)saved-configs\/[^/]+\.xml$/i.test(path)) {
    return { kind: "left-out", reason: "a saved snapshot, not what runs" };
  }
  // Firewalls in a bundle are called by their serial numbers, perhaps without the ending.
  return /\.xml$/i.test(name) || !name.includes(".") ? { kind: "by-content" } : { kind: "other" };
}

/** Decides by the beginning of the content where the path did not. */
export function chooseByContent(path: string, head: Buffer): MemberChoice {
  if (looksLikeConfiguration(head)) return { kind: "configuration" };
  return /\.xml$/i.test(path) ? { kind: "left-out", reason: NO_CONFIGURATION } : { kind: "other" };
}

const PROLOG = /^\s*(?:<\?[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*/;
/** A device's archive holds other files whose root is called `config`, so that its name alone is not enough. */
const CONFIGURATION =
  /^(?:<config\s[^>]*\b(?:version|urldb|ptpl)\s*=|<config[^>]*>\s*<(?:mgt-config|shared|devices|panorama|readonly)[\s/>]|<response[^>]*>\s*<result[^>]*>\s*<(?:config|policy|shared|panorama)[\s/>]|<policy[^>]*>\s*<panorama[\s/>]|<panorama[^>]*>\s*<(?:pre|post)-rulebase[\s/>])/;

/** Whether the beginning of a file is that of a configuration. */
export function looksLikeConfiguration(head: Buffer): boolean {
  // UTF-16 is read later, or refused by name; here it is enough to see through it.
  const text = head
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
  return CONFIGURATION.test(text.replace(PROLOG, ""));
}

/**
 * The path of a member as it is shown: without `./`, a leading slash or steps upwards, which mean nothing where no file
 * is written, and without characters that a terminal would obey.
 */
export function memberPath(name: string): string {
  const steps = name.split("/").filter((step) => step !== "" && step !== "." && step !== "..");
  return steps.join("/").replace(/\p{Cc}/gu, "\ufffd");
}
