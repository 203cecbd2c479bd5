import type { Element } from "../xml/element.ts";
import type { Scope } from "./scope.ts";

/** When a rulebase is evaluated: Panorama's pre-rules, the firewall's own rules, Panorama's post-rules, default rules. */
export type RulebasePosition = "pre" | "local" | "post" | "default";
export type PolicyRuleKind = "security" | "default-security";

/** One list of policy rules in the file. */
export interface Rulebase {
  readonly kind: PolicyRuleKind;
  readonly position: RulebasePosition;
  readonly scope: Scope;
  /** Logical path of the rulebase; a policy rule's path adds its name. */
  readonly path: string;
  /** The words between `set` and the policy rule's name, such as `rulebase security rules`. */
  readonly commandPath: string;
  /** The policy rules' entries in order. */
  readonly entries: readonly Element[];
  /** Whether Panorama pushed it, so that it cannot be edited on the firewall. */
  readonly pushed: boolean;
}

const CONTAINERS = { "pre-rulebase": "pre", rulebase: "local", "post-rulebase": "post" } as const;

/** The security and default-rule lists below the `rulebase`, `pre-rulebase` and `post-rulebase` children of `home`. */
export function* rulebasesOf(home: Element, scope: Scope, prefix: string, pushed: boolean): Generator<Rulebase> {
  for (const container of home.children()) {
    const position = CONTAINERS[container.name as keyof typeof CONTAINERS] as RulebasePosition | undefined;
    if (position !== undefined) yield* rulebasesIn(container, scope, position, `${prefix}/${container.name}`, pushed);
  }
}

/** The lists inside one `rulebase` element; `prefix` is its logical path. */
export function* rulebasesIn(
  container: Element,
  scope: Scope,
  position: RulebasePosition,
  prefix: string,
  pushed: boolean,
): Generator<Rulebase> {
  for (const list of container.children()) {
    const kind = list.name === "security" ? "security" : "default-security";
    if (kind === "default-security" && list.name !== "default-security-rules") continue;
    yield {
      kind,
      position: kind === "security" ? position : "default",
      scope,
      path: `${prefix}/${list.name}`,
      commandPath: `${container.name} ${list.name} rules`,
      entries: [...list.findAll("rules", "entry")],
      pushed,
    };
  }
}
