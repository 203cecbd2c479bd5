import { row } from "./default-row.ts";

const OVERRIDE =
  "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-web-interface-help/objects/move-clone-override-or-revert-objects/override-or-revert-an-object";
const PRECEDENCE =
  "https://docs.paloaltonetworks.com/panorama/9-1/panorama-admin/manage-firewalls/manage-device-groups/manage-precedence-of-inherited-objects";

/** Defaults that decide which of two objects with one name a device group means. */
export const PANORAMA_ROWS = [
  row("object", "disable-override", "no", `${OVERRIDE}: overriding is possible by default`),
  row(
    "Panorama management",
    "ancestor-objects-take-precedence",
    "no",
    `${PRECEDENCE}: by default a device group's own object is used, not its ancestors'`,
  ),
] as const;
