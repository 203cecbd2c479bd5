import type { Policies } from "./policies.ts";
import type { SecurityRule } from "./security-rule.ts";

/**
 * The security rules whose log settings are those of inspected tunnels: they allow the tunnel's App-ID by name, log, and
 * name a log-forwarding profile.
 * https://docs.paloaltonetworks.com/ngfw/networking/tunnel-content-inspection/configure-tunnel-content-inspection
 */
export function rulesLoggingTunnels(policies: Policies): readonly SecurityRule[] {
  const plain = policies.otherRules("tunnel-inspect").filter((rule) => rule.enabled && rule.logOverride === undefined);
  if (plain.length === 0) return [];
  const tunnels = new Set(plain.flatMap(({ applications }) => applications));
  const logs = ({ logStart, logEnd }: SecurityRule) => logStart.value || logEnd.value;
  return policies
    .enabledRules({ allows: true, namesForwarding: true })
    .filter(
      (rule) => logs(rule) && rule.match.namesApplication(tunnels) && plain.some((tunnel) => tunnel.mayInspect(rule)),
    );
}
