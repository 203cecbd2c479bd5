import type { Element } from "../../xml/element.ts";
import type { PanosDocument } from "./document.ts";
import { panoramaServers } from "./panorama-servers.ts";

/** The reason for a managed firewall's own part. */
export const MANAGED = "the firewall is managed by Panorama, and the file does not hold what Panorama pushes";

/**
 * Why a file shows only a part of what runs: it is a fragment, or the own part of a firewall that Panorama manages,
 * without what Panorama pushed. Undefined when it can be taken for the whole.
 */
export function partialReason(document: PanosDocument): string | undefined {
  const { root } = document;
  if (root.name !== "config") return "the file is a fragment of a configuration";
  if (root.child("devices") === undefined || root.attribute("version") === undefined) {
    return "the file is not a complete export (it has no <devices> or no version)";
  }
  if (document.product === "panorama" || !isManaged(root) || hasPushedPolicy(document)) return undefined;
  return MANAGED;
}

/** Where the policy is that a managed firewall's file does not hold. */
export const POLICY_ON_PANORAMA =
  "the policy is on Panorama and not in this file: lint the merged configuration (`show config merged`), or this file and Panorama's together with --estate";

/** Whether a real Panorama server is written. */
function isManaged(config: Element): boolean {
  for (const deviceconfig of config.findAll("devices", "entry", "deviceconfig")) {
    if (panoramaServers(deviceconfig).length > 0) return true;
  }
  return false;
}

function hasPushedPolicy(document: PanosDocument): boolean {
  const { root, table } = document;
  if (table.attributeNames.includes("loc")) return true;
  const pushed = root.child("panorama");
  return (
    pushed !== undefined &&
    (pushed.child("vsys") ?? pushed.child("pre-rulebase") ?? pushed.child("post-rulebase")) !== undefined
  );
}
