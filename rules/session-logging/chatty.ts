import { type RuleOptions, textsOf } from "../../src/rule.ts";

/** How the options of this category write a port: `udp/161-162`, or `53` for TCP and UDP. */
export const PORT = "^((tcp|udp|sctp)/)?[0-9]+(-[0-9]+)?$";

/** Whether the options of `allow-rule-not-logged` let nothing go without a traffic log; not when it is off. */
export function allMustLog(options: RuleOptions | undefined): boolean {
  if (options === undefined) return false;
  return textsOf(options, "chattyApps").length === 0 && textsOf(options, "chattyPorts").length === 0;
}
