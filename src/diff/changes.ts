import type { Config } from "../panos/config.ts";
import { EFFECTS, type PostureChange } from "./change.ts";
import { deviceChanges } from "./devices.ts";
import { forwarderChanges } from "./forwarding.ts";
import { securityRuleChanges } from "./rules.ts";
import { senderChanges } from "./senders.ts";
import { serverChanges } from "./servers.ts";

/**
 * What changed between two versions of one configuration in what is logged, where logs go and what inspects sessions:
 * what is worse first. What policy rules match is not compared.
 */
export function postureChanges(old: Config, now: Config, time: Date): readonly PostureChange[] {
  const others = [forwarderChanges, serverChanges, senderChanges, deviceChanges].flatMap((find) => [...find(old, now)]);
  const changes = [...securityRuleChanges(old, now, time), ...others];
  return changes.sort((a, b) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect));
}
