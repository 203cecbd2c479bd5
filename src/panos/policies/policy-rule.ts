import type { Element } from "../../xml/element.ts";
import { ownerOf } from "../document/owner.ts";
import { members } from "../document/values.ts";
import { ownerWords, quoteName, scopeWords, UNKNOWN } from "../scopes/command.ts";
import type { RulebaseOf, RulebasePosition } from "../scopes/rulebase.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { pathSegment } from "../vocabulary/logical-path.ts";
import type { PolicyContext } from "./context.ts";
import { readTarget, type Target } from "./targets.ts";

/** Where a policy rule stands: its list and its place in it (1-based). */
export interface RulePlace<K extends string> {
  readonly rulebase: RulebaseOf<K>;
  readonly position: number;
  readonly entry: Element;
}

/** A policy rule of any rulebase: what it is called, where it stands, and how it is changed. */
export abstract class PolicyRule<K extends string = string> {
  readonly rulebase: RulebaseOf<K>;
  /** 1-based place in its list, as the web interface numbers it. */
  readonly position: number;
  readonly entry: Element;
  protected readonly context: PolicyContext;
  #name: string | undefined;
  #uuid: string | undefined;

  constructor(context: PolicyContext, place: RulePlace<K>) {
    this.context = context;
    this.rulebase = place.rulebase;
    this.position = place.position;
    this.entry = place.entry;
  }

  get kind(): K {
    return this.rulebase.kind;
  }

  get scope(): Scope {
    return this.rulebase.scope;
  }

  get rulebasePosition(): RulebasePosition {
    return this.rulebase.position;
  }

  get name(): string {
    if (this.#name === undefined) this.#readTag();
    return this.#name ?? "";
  }

  /** Stable across renames; PAN-OS 9.0 and later. */
  get uuid(): string | undefined {
    if (this.#name === undefined) this.#readTag();
    return this.#uuid;
  }

  /** The device group (or `shared`) that owns a rule which Panorama pushed into this file. */
  get pushedFrom(): string | undefined {
    return ownerOf(this.context.file, this.entry);
  }

  /** `vsys/vsys1/rulebase/security/allow-web` */
  get path(): string {
    return `${this.rulebase.path}/${pathSegment(this.name)}`;
  }

  /** The policy rule at the beginning of a sentence: `Security rule "allow-web"`. */
  abstract get label(): string;

  /** Whether it is disabled, as a setting; `enabled` is the quick question. */
  abstract get disabled(): Setting<boolean>;

  /** Disabled rules match nothing and log nothing; Panorama does not even push them. */
  abstract get enabled(): boolean;

  get tags(): readonly string[] {
    return members(this.child("tag"));
  }

  get description(): string | undefined {
    return this.child("description")?.trimmedText;
  }

  /** The name of the schedule outside of which it matches nothing. */
  get schedule(): string | undefined {
    return this.child("schedule")?.trimmedText;
  }

  /** Which firewalls of its scope it is for; rules that Panorama does not push are for every one. */
  get target(): Target {
    return readTarget(this.context.file.problems, this.label, this.child("target"));
  }

  /** The `set` or `delete` command that changes this rule, complete for its scope. */
  command(verb: "set" | "delete", change: string): string {
    return setCommand(this, verb, change);
  }

  protected abstract child(field: "tag" | "description" | "schedule" | "target"): Element | undefined;

  #readTag(): void {
    this.#name = this.entry.attribute("name") ?? "";
    this.#uuid = this.entry.attribute("uuid");
  }
}

/**
 * The configure-mode command for a change below a policy rule, in the scope that owns the rule: a pushed rule can only
 * be edited on Panorama, where its `loc` attribute says in which device group.
 */
function setCommand(rule: PolicyRule, verb: "set" | "delete", change: string): string {
  const path = `${rule.rulebase.commandPath} ${quoteName(rule.name)} ${change}`;
  const owner = rule.pushedFrom;
  if (owner === undefined) return `${verb} ${rule.rulebase.pushed ? UNKNOWN : scopeWords(rule.scope)}${path}`;
  // An effective export folds pre- and post-rules into one rulebase, so the list they came from is not known. A guess
  // would make a second, half-empty rule there. Default rules have only one place.
  const list = rule.kind === "default-security" ? "post-rulebase " : "…-rulebase ";
  return `${verb} ${ownerWords(owner)}${path.replace(/^rulebase /, list)}`;
}
