import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { ownerOf } from "../document/owner.ts";
import { objectWords, quoteName } from "../scopes/command.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import { isBefore } from "../vocabulary/version.ts";
import { type Forwarding, forwardingOf } from "./forwarding.ts";
import type { MatchEntry } from "./match-entry.ts";
import { matchListOfProfile } from "./match-lists.ts";

/** Profiles that come with PAN-OS or its content and stand in no export. */
export const PREDEFINED_LOG_FORWARDING_PROFILES: readonly string[] = [
  "IoT Security Default Profile",
  "IoT Security Default Profile - EAL Enabled",
  "Cortex Data Lake",
];

/** A log-forwarding profile: which logs leave the firewall, and where to. Values are read when asked for. */
export class LogForwardingProfile {
  readonly name: string;
  /** The scope that defines it. */
  readonly scope: Scope;
  readonly element: Element;
  readonly #file: Export;
  #matchList: readonly MatchEntry[] | undefined;

  constructor(file: Export, place: Pick<LogForwardingProfile, "name" | "scope" | "element">) {
    this.#file = file;
    this.name = place.name;
    this.scope = place.scope;
    this.element = place.element;
  }

  /** The profile at the beginning of a sentence. */
  get label(): string {
    return `Log-forwarding profile "${this.name}"`;
  }

  /** `shared/log-settings/profiles/siem` */
  get path(): string {
    return logicalPath(this.element);
  }

  get description(): string | undefined {
    return this.element.child("description")?.trimmedText;
  }

  /** The device group (or `shared`) that owns a profile which Panorama pushed into this file. */
  get pushedFrom(): string | undefined {
    return ownerOf(this.#file, this.element);
  }

  /** The configure-mode command for a change below the profile, complete for the scope that owns it. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${objectWords(this.#file, this)}log-settings profiles ${quoteName(this.name)} ${change}`;
  }

  /** The command for a new match list that sends all logs of a type to a store; undefined when there is none. */
  commandToForward(type: ForwardedLogType): string | undefined {
    const words = this.storeWords;
    if (words === undefined) return undefined;
    const name = this.matchList.some((entry) => entry.name === type) ? `${type}-all` : type;
    return this.command("set", `match-list ${name} log-type ${type} filter "All Logs" ${words}`);
  }

  /** Whether it may have match lists: before 8.0 each severity had a block of its own instead. */
  get hasMatchLists(): boolean {
    const { panosVersion } = this.#file.document;
    if (panosVersion !== undefined) return !isBefore(panosVersion, "8.0");
    return this.matchList.every(({ element }) => element.parent?.name === "match-list");
  }

  /**
   * Where a new match list should send all logs, as the words of a command: where one without a filter sends traffic logs,
   * else logs of another type. Undefined when there is none, and before 8.0, which has no match lists.
   */
  get storeWords(): string | undefined {
    if (!this.hasMatchLists) return undefined;
    const lists = this.matchList.filter(({ element }) => element.parent?.name === "match-list");
    const traffic = lists.filter((entry) => entry.carries("traffic"));
    return [...traffic, ...lists].map((entry) => entry.storeWords).find((words) => words !== "");
  }

  /** Whether it also sends logs that only Palo Alto's cloud services read. */
  get enhancedApplicationLogging(): Setting<boolean> {
    const place = {
      place: "log-forwarding profile",
      label: this.label,
      holders: holderOf(this.element),
      owner: this.element,
    } as const;
    return new SettingReader(this.#file.problems, place).flag("enhanced-application-logging");
  }

  /** Its match lists in order, two with one name too; before 8.0 one for each block. */
  get matchList(): readonly MatchEntry[] {
    const owner = { file: this.#file, label: `log-forwarding profile "${this.name}"` };
    this.#matchList ??= matchListOfProfile(owner, this.element);
    return this.#matchList;
  }

  /** The match lists for one type of log: each type needs its own, `threat` is not `url`. */
  entriesFor(type: ForwardedLogType): readonly MatchEntry[] {
    return this.matchList.filter((entry) => entry.carries(type));
  }

  /** How much of one type of log leaves, and where to; with `kinds`, to destinations of these kinds. */
  forwards(type: ForwardedLogType, kinds?: readonly DestinationKind[]): Forwarding {
    return forwardingOf(this.entriesFor(type), kinds);
  }
}
