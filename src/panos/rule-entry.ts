import type { Element } from "../xml/element.ts";
import { setCommand } from "./command.ts";
import type { Config } from "./config.ts";
import type { EntryFields } from "./entry-fields.ts";
import { pathSegment } from "./logical-path.ts";
import { FACT } from "./rule-facts.ts";
import { defaultFlag, type FlagField, type RuleField } from "./rule-fields.ts";
import type { PolicyRuleKind, Rulebase, RulebasePosition } from "./rulebase.ts";
import type { Scope } from "./scope.ts";
import type { Setting } from "./setting.ts";
import { members, yesNo } from "./values.ts";

/** Where a policy rule stands: its list, its place in it (1-based) and its number in the model's field index. */
export interface PolicyRulePlace {
  readonly rulebase: Rulebase;
  readonly position: number;
  readonly entry: Element;
  readonly ordinal: number;
}

/** The entry of a policy rule: what it is called, where it stands, and how its children are read. */
export abstract class RuleEntry {
  readonly rulebase: Rulebase;
  /** 1-based place in its list, as the web interface numbers it. */
  readonly position: number;
  readonly entry: Element;
  protected readonly config: Config;
  readonly #ordinal: number;
  readonly #fields: EntryFields<RuleField>;
  readonly #facts: Uint8Array;
  #name: string | undefined;
  #uuid: string | undefined;

  constructor(config: Config, place: PolicyRulePlace, fields: EntryFields<RuleField>, facts: Uint8Array) {
    this.config = config;
    this.rulebase = place.rulebase;
    this.position = place.position;
    this.entry = place.entry;
    this.#ordinal = place.ordinal;
    this.#fields = fields;
    this.#facts = facts;
  }

  get kind(): PolicyRuleKind {
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
    return this.config.hasOwners ? this.entry.attribute("loc") : undefined;
  }

  /** `vsys/vsys1/rulebase/security/allow-web` */
  get path(): string {
    return `${this.rulebase.path}/${pathSegment(this.name)}`;
  }

  /** The policy rule at the beginning of a sentence: `Security rule "allow-web"`. */
  get label(): string {
    return this.kind === "security" ? `Security rule "${this.name}"` : `Default rule "${this.name}"`;
  }

  /** Disabled rules match nothing and log nothing; Panorama does not even push them. */
  get enabled(): boolean {
    return (this.facts & FACT.ENABLED) !== 0;
  }

  get tags(): readonly string[] {
    return members(this.child("tag"));
  }

  get description(): string | undefined {
    return this.child("description")?.trimmedText;
  }

  /** The `set` or `delete` command that changes this rule, complete for its scope. */
  command(verb: "set" | "delete", change: string): string {
    return setCommand(this, verb, change);
  }

  /** The facts of this rule, see {@link FACT}. */
  protected get facts(): number {
    const facts = this.#facts[this.#ordinal] ?? 0;
    return (facts & FACT.UNREAD) === 0 ? facts : this.readClosely();
  }

  /** Reads the facts of a rule that is not written as PAN-OS writes it: by its settings, noting what cannot be read. */
  readClosely(): number {
    const facts = this.factsByReading();
    this.#facts[this.#ordinal] = facts;
    return facts;
  }

  protected abstract factsByReading(): number;

  /** The index of the child with this name, 0 when there is none. */
  protected childIndex(field: RuleField): number {
    return this.#fields.childIndex(this.#ordinal, field);
  }

  protected child(field: RuleField): Element | undefined {
    return this.#fields.child(this.#ordinal, field);
  }

  protected flag(field: FlagField): Setting<boolean> {
    const index = this.childIndex(field);
    const value = index === 0 ? undefined : yesNo(this.entry.table, index);
    const element = index === 0 ? this.entry : this.child(field);
    if (typeof value === "boolean") return { name: field, value, origin: "explicit", element: element ?? this.entry };
    if (value !== undefined && element !== undefined) {
      this.config.addProblem(
        element,
        `${this.label} has "${value}" in ${field}; PAN-OS knows only yes and no.`,
        "Mend the value or export the file again.",
      );
    }
    return { name: field, value: defaultFlag(this.kind, field), origin: "default", element: element ?? this.entry };
  }
  #readTag(): void {
    this.#name = this.entry.attribute("name") ?? "";
    this.#uuid = this.entry.attribute("uuid");
  }
}
