import type { Element } from "../../xml/element.ts";
import type { Scope } from "./scope.ts";

/** When a rulebase is evaluated: Panorama's pre-rules, the firewall's own rules, Panorama's post-rules, default rules. */
export type RulebasePosition = "pre" | "local" | "post" | "default";
export type SecurityRuleKind = "security" | "default-security";

/** One list of policy rules of any kind in the file. */
export interface RulebaseOf<K extends string> {
  readonly kind: K;
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

/** One list of security rules or of overrides of default rules. */
export type Rulebase = RulebaseOf<SecurityRuleKind>;

/** A `rulebase`, `pre-rulebase` or `post-rulebase` element. */
export interface RulebaseContainer {
  readonly element: Element;
  readonly scope: Scope;
  readonly position: RulebasePosition;
  /** Its logical path. */
  readonly path: string;
  readonly pushed: boolean;
}

/** By element name; a map, as an object would have `constructor` too. */
const CONTAINERS: ReadonlyMap<string, RulebasePosition> = new Map([
  ["pre-rulebase", "pre"],
  ["rulebase", "local"],
  ["post-rulebase", "post"],
]);

/** The `rulebase`, `pre-rulebase` and `post-rulebase` children of `home`. */
export function* containersOf(
  home: Element,
  scope: Scope,
  prefix: string,
  pushed: boolean,
): Generator<RulebaseContainer> {
  for (const element of home.children()) {
    const position = CONTAINERS.get(element.name);
    if (position !== undefined) yield { element, scope, position, path: `${prefix}/${element.name}`, pushed };
  }
}

/** The security and default-rule lists of one container. */
export function* rulebasesIn({ element, scope, position, path, pushed }: RulebaseContainer): Generator<Rulebase> {
  for (const list of element.children()) {
    const kind = list.name === "security" ? "security" : "default-security";
    if (kind === "default-security" && list.name !== "default-security-rules") continue;
    // Panorama has overrides in post-rulebases only; elsewhere they are told as rules in an unknown place.
    if (kind === "default-security" && position === "pre") continue;
    yield {
      kind,
      position: kind === "security" ? position : "default",
      scope,
      path: `${path}/${list.name}`,
      commandPath: `${element.name} ${list.name} rules`,
      entries: [...list.findAll("rules", "entry")],
      pushed,
    };
  }
}
