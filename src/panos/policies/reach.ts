import type { DeviceReference } from "../panorama/device-reference.ts";
import type { Firewall, Firewalls } from "../panorama/firewalls.ts";
import type { SecurityRule } from "./security-rule.ts";

/** Which firewalls a policy rule runs on, as far as the file tells. */
export interface Reach {
  readonly firewalls: readonly Firewall[];
  /** Those on which it may run: the file does not hold their tags, or a target cannot be told. */
  readonly perhaps: readonly Firewall[];
}

/** Whether a firewall gets a policy rule; undefined when the file does not tell. */
export type Reached = boolean | undefined;

/** The firewalls of a rule's scope that get it. A disabled rule reaches none: Panorama does not push it. */
export function reachOf(rule: SecurityRule, firewalls: Firewalls): Reach {
  const answers = firewalls.of(rule.scope).map((firewall) => [firewall, reaches(rule, firewall, firewalls)] as const);
  const which = (answer: Reached): readonly Firewall[] =>
    answers.filter(([, each]) => each === answer).map(([firewall]) => firewall);
  return { firewalls: which(true), perhaps: which(undefined) };
}

/** Whether the target of an enabled rule lets it reach a firewall of its scope. */
export function reaches(rule: SecurityRule, firewall: Firewall, firewalls: Firewalls): Reached {
  // What stands in a firewall's own file has reached it, whatever its target says.
  if (firewall.serial === undefined) return rule.enabled;
  if (!rule.enabled) return false;
  const { target } = rule;
  switch (target.kind) {
    case "everywhere":
      return true;
    case "nowhere":
      return false;
    case "only":
      return isListed(firewall, target.devices);
    case "all-but":
      return not(isListed(firewall, target.devices));
    case "tagged":
      return target.devices.length > 0 ? undefined : isTagged(firewalls.tagsOf(firewall), target.tags);
    case "untagged":
      return target.devices.length > 0 ? undefined : not(isTagged(firewalls.tagsOf(firewall), target.tags));
  }
}

function not(answer: Reached): Reached {
  return answer === undefined ? undefined : !answer;
}

/** A device without virtual systems means all of them. A firewall listed as a whole has one, and that is `vsys1`. */
function isListed(firewall: Firewall, devices: readonly DeviceReference[]): Reached {
  const meant = devices.filter(({ serial }) => serial === firewall.serial);
  if (meant.length === 0) return false;
  if (meant.some(({ vsys }) => vsys.length === 0 || vsys.includes(firewall.vsys ?? "vsys1"))) return true;
  return firewall.vsys === undefined ? undefined : false;
}

/** Of several tags a firewall may have some; whether that is enough no document says. */
function isTagged(own: readonly string[] | undefined, wanted: readonly string[]): Reached {
  if (own === undefined) return undefined;
  const found = wanted.filter((tag) => own.includes(tag)).length;
  if (found === wanted.length) return true;
  return found === 0 ? false : undefined;
}
