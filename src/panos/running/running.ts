import type { Element } from "../../xml/element.ts";
import type { Objects } from "../objects/objects.ts";
import { type Span, spanOf } from "../objects/schedules.ts";
import type { Panorama } from "../panorama/panorama.ts";
import type { Policies } from "../policies/policies.ts";
import type { PolicyRule } from "../policies/policy-rule.ts";
import { SecurityRule } from "../policies/security-rule.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { Shadowing } from "../shadowing/shadowing.ts";
import { reachesNobody } from "./reach.ts";

/** Why a policy rule matches nothing on any firewall at the time of the run. */
export type Idle =
  | { readonly because: "disabled" }
  /** Every firewall that has it is outside its schedule: for good since `since`, or until `from`. */
  | { readonly because: "schedule-over"; readonly schedule: Element; readonly since: Date }
  | { readonly because: "schedule-not-begun"; readonly schedule: Element; readonly from: Date }
  /** Its target leaves no firewall. */
  | { readonly because: "target-nobody" }
  /** An override of a default rule that another one goes before wherever it would be in force. */
  | { readonly because: "overridden" }
  /** An override of a default rule behind security rules that match everything. */
  | { readonly because: "unreachable" }
  /** A security rule that an earlier one covers. */
  | { readonly because: "shadowed"; readonly by: SecurityRule };

/** The clock of a firewall may be half a day away from UTC. */
const CLOCK_TOLERANCE = 12 * 60 * 60 * 1000;

/** What the question is answered from. */
interface RunningSources {
  readonly scopes: Scopes;
  readonly panorama: Panorama;
  readonly objects: Objects;
  readonly policies: Policies;
  readonly shadowing: Shadowing;
}

/** Whether a policy rule runs anywhere at one time, and if not, why. */
export class Running {
  readonly #model: RunningSources;
  readonly #now: number;
  readonly #spans = new Map<Scope, Map<string, WrittenSpan | undefined>>();
  #idle: ReadonlyMap<SecurityRule, Idle> | undefined;
  #shadowed: ReadonlyMap<SecurityRule, SecurityRule> | undefined;

  constructor(model: RunningSources, now: Date) {
    this.#model = model;
    this.#now = now.getTime();
  }

  /** Why a policy rule matches nothing anywhere; undefined when it runs, or when the file cannot say. */
  idleBecause(rule: PolicyRule): Idle | undefined {
    if (!rule.enabled) return { because: "disabled" };
    if (!(rule instanceof SecurityRule)) return this.#outsideOfTime(rule) ?? this.#withoutTarget(rule);
    const known = this.idleRules.get(rule);
    if (known !== undefined) return known;
    // Comparing rules with each other costs most, so it comes last.
    this.#shadowed ??= new Map(this.#model.shadowing.rules.map(({ rule: covered, by }) => [covered, by]));
    const by = this.#shadowed.get(rule);
    return by && { because: "shadowed", by };
  }

  /** The enabled security rules and overrides that run nowhere for a reason that is written with them; not the shadowed. */
  get idleRules(): ReadonlyMap<SecurityRule, Idle> {
    this.#idle ??= new Map(this.#findIdle());
    return this.#idle;
  }

  *#findIdle(): Generator<[SecurityRule, Idle]> {
    const { policies, scopes } = this.#model;
    for (const rule of policies.defaultRuleOverrides) {
      const form = policies.overrideInForce(rule);
      if (form === undefined) {
        if (scopes.enforcing.some((at) => [...at.chain()].includes(rule.scope)))
          yield [rule, { because: "overridden" }];
      } else if (form.reached.length === 0) yield [rule, { because: "unreachable" }];
    }
    for (const rule of policies.targetedRules()) {
      const idle = this.#withoutTarget(rule);
      if (idle !== undefined) yield [rule, idle];
    }
    for (const rule of policies.scheduledRules()) {
      const idle = this.#outsideOfTime(rule);
      if (idle !== undefined) yield [rule, idle];
    }
  }

  #withoutTarget(rule: PolicyRule): Idle | undefined {
    return reachesNobody(rule, this.#model.panorama.firewalls) ? { because: "target-nobody" } : undefined;
  }

  /** A device group below may override the schedule, so each scope that enforces the rule is asked. */
  #outsideOfTime({ schedule, scope }: PolicyRule): Idle | undefined {
    if (schedule === undefined) return undefined;
    const spans = this.#model.scopes.enforcingBelow(scope).map((at) => this.#spanOf(schedule, at));
    const known = spans.filter((span) => span !== undefined);
    const [own] = known;
    if (own === undefined || known.length < spans.length) return undefined;
    const last = Math.max(...known.map((span) => span.last));
    if (last + CLOCK_TOLERANCE < this.#now) {
      return { because: "schedule-over", schedule: own.element, since: new Date(last) };
    }
    const first = Math.min(...known.map((span) => span.first));
    if (first - CLOCK_TOLERANCE <= this.#now) return undefined;
    return { because: "schedule-not-begun", schedule: own.element, from: new Date(first) };
  }

  #spanOf(name: string, scope: Scope): WrittenSpan | undefined {
    const known = this.#spans.get(scope) ?? new Map<string, WrittenSpan | undefined>();
    this.#spans.set(scope, known);
    if (!known.has(name)) known.set(name, this.#readSpan(name, scope));
    return known.get(name);
  }

  #readSpan(name: string, scope: Scope): WrittenSpan | undefined {
    const schedule = this.#model.objects.lookUp("schedule", name, scope);
    const element = schedule.state === "found" ? schedule.value : undefined;
    const span = element && spanOf(element);
    return element && span && { ...span, element };
  }
}

/** A span, and the schedule that says it. */
interface WrittenSpan extends Span {
  readonly element: Element;
}
