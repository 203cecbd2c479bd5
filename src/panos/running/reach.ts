import type { DeviceReference } from "../panorama/device-reference.ts";
import type { Firewall, Firewalls } from "../panorama/firewalls.ts";
import type { PolicyRule } from "../policies/policy-rule.ts";
import type { Target } from "../policies/targets.ts";

/** Whether a firewall gets a policy rule; undefined when the file does not say. */
type Reached = boolean | undefined;

/**
 * Whether it is certain that a policy rule is pushed to no firewall of its scope: `negate` without a choice, or a choice
 * that leaves none of those that the scope has. A scope without firewalls says nothing.
 */
export function reachesNobody(rule: Pick<PolicyRule, "target" | "scope">, firewalls: Firewalls): boolean {
  const { target } = rule;
  if (target.kind === "everywhere") return false;
  if (target.kind === "nowhere") return true;
  const own = firewalls.of(rule.scope);
  // What is in a firewall's own file has reached it, whatever its target says.
  if (own.length === 0 || own.some(({ serial }) => serial === undefined)) return false;
  const candidates =
    target.kind === "only"
      ? firewalls.among(
          rule.scope,
          target.devices.map(({ serial }) => serial),
        )
      : own;
  return candidates.every((firewall) => reaches(target, firewall, firewalls) === false);
}

/** Whether a target lets a policy rule reach a firewall of its scope. */
function reaches(target: Target, firewall: Firewall, firewalls: Firewalls): Reached {
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
