import type { RulebaseContainer, RulebaseOf } from "./rulebase.ts";

/** The rulebases besides security, with what one of their rules is called at the beginning of a sentence. */
export const OTHER_RULE_WORDS = {
  decryption: "Decryption rule",
  authentication: "Authentication rule",
  /** PAN-OS 7.1; 8.0 made authentication rules of them. They have no log settings. */
  "captive-portal": "Captive portal rule",
  dos: "DoS rule",
  "tunnel-inspect": "Tunnel inspection rule",
  "application-override": "Application override rule",
  nat: "NAT rule",
  pbf: "Policy based forwarding rule",
  qos: "QoS rule",
  sdwan: "SD-WAN rule",
  "network-packet-broker": "Network packet broker rule",
} as const;

export type OtherRuleKind = keyof typeof OTHER_RULE_WORDS;

export const OTHER_RULE_KINDS: readonly OtherRuleKind[] = Object.keys(OTHER_RULE_WORDS) as OtherRuleKind[];

/** The lists of one kind of rules, in the order of the containers. */
export function* otherRulebases<K extends OtherRuleKind>(
  containers: readonly RulebaseContainer[],
  kind: K,
): Generator<RulebaseOf<K>> {
  for (const { element, scope, position, path, pushed } of containers) {
    for (const list of element.children(kind)) {
      yield {
        kind,
        position,
        scope,
        path: `${path}/${kind}`,
        commandPath: `${element.name} ${kind} rules`,
        entries: [...list.findAll("rules", "entry")],
        pushed,
      };
    }
  }
}
