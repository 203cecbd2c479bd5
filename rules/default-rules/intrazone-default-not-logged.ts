import { defineRule, EXCEPT_OPTIONS, quoteName, scopeLabels } from "../../src/rule.ts";
import { aboutNewZones, catchAllsByZone, placesOf } from "./named-zones.ts";

export default defineRule({
  id: "intrazone-default-not-logged",
  summary: "Traffic within a zone that no rule matches is allowed by intrazone-default without a log.",
  category: "default-rules",
  severity: "note",
  precision: "high",
  reportsIdleRules: true,
  since: "0.1.0",
  references: [
    {
      title: "What Data Center Traffic to Log and Monitor",
      url: "https://docs.paloaltonetworks.com/best-practices/10-2/data-center-best-practices/data-center-best-practice-security-policy/log-and-monitor-data-center-traffic/what-data-center-traffic-to-log-and-monitor",
    },
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "Knowledge base: Reducing Management Plane Load, part 2 (the counter-voice)",
      url: "https://knowledgebase.paloaltonetworks.com/KCSArticleDetail?id=kA10g000000ClU4CAK",
    },
  ],
  standards: { CIS: ["7.4"], "NIST SP 800-53": ["AU-12", "SI-4(11)"] },
  options: {
    ...EXCEPT_OPTIONS,
    zonesWithIntrazoneTraffic: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Zones within which traffic goes through the firewall; when given, only virtual systems and device groups with one of them are reported.",
    },
  },
  *check({ config, options }) {
    const zones = options.zonesWithIntrazoneTraffic;
    for (const inForce of config.policies.defaultRulesInForce("intrazone-default")) {
      if (inForce.logged) continue;
      const scopes = inForce.reached.filter((scope) => {
        const names = zones.length === 0 ? undefined : config.network.zoneNames(scope);
        return names === undefined || zones.some((zone) => names.has(zone));
      });
      const { override, owner, uncertain } = inForce;
      const at = override?.logEnd ?? inForce.home;
      if (scopes.length === 0 || at === undefined) continue;
      const byZone = catchAllsByZone(config, inForce, scopes);
      const isBare = override?.logSetting.value === undefined;
      const profile = isBare ? config.usage.suggestedLogForwardingProfile(owner) : undefined;
      const forward = profile === undefined ? "" : ` log-setting ${quoteName(profile)}`;
      const doubt =
        uncertain === undefined ? "" : ` Make sure first that it is not overridden elsewhere: ${uncertain}.`;
      yield {
        at,
        policyRule: override,
        path: inForce.path,
        severity: uncertain === undefined && byZone.length === 0 ? undefined : "note",
        message: `Traffic within a zone that intrazone-default ${inForce.allows ? "allows" : "denies"} is not logged in ${scopeLabels(scopes)}.`,
        help: `${
          override === undefined
            ? `Override the predefined rule in ${owner.label} and let it log; the action can stay as it is.${doubt}`
            : "Turn on Log at Session End in the override."
        }${aboutNewZones(byZone)}`,
        related: placesOf(byZone),
        commands: [inForce.command(`log-end yes${forward}`)],
      };
    }
  },
});
