import { defineRule, namePattern } from "../../src/rule.ts";
import { unusedObjects } from "./unused-objects.ts";

export default defineRule({
  id: "unused-logging-object",
  summary: "A log-forwarding profile, server profile, security profile or profile group is not used by anything.",
  category: "hygiene",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Objects > Log Forwarding",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-2/objects/objects-log-forwarding",
    },
    {
      title: "Security Profiles",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles",
    },
  ],
  standards: { "NIST SP 800-53": ["CM-6"] },
  options: {
    ignoreNames: {
      type: "array",
      items: { type: "string" },
      default: ["default"],
      description:
        "Objects that may be unused, by name or pattern (`*` and `?`). New rules start with the ones named `default`.",
    },
  },
  *check({ config, options }) {
    const ignored = options.ignoreNames.map(namePattern);
    for (const { name, label, element, scope, path, deletion } of unusedObjects(config)) {
      if (ignored.some((pattern) => pattern.test(name))) continue;
      const { partial } = config.objects;
      const isPushed = config.file.document.product === "panorama" && /^(shared|device-group)$/.test(scope.kind);
      yield {
        at: element,
        path,
        message: `${label} is not used by anything${partial === undefined ? "" : " in this file"}.`,
        help: partial === undefined ? adviceFor(isPushed) : `Something else may use it: ${partial}.`,
        commands: partial === undefined && deletion !== undefined ? [deletion] : [],
      };
    }
  },
});

function adviceFor(isPushed: boolean): string {
  const caution = isPushed ? " Firewalls' own rules may name it, and Panorama does not see those." : "";
  return `Delete it if it is not meant for later; somebody may take it for the one in use.${caution}`;
}
