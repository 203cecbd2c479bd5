import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { objectWords, quoteName } from "../scopes/command.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { pathSegment } from "../vocabulary/logical-path.ts";
import { SECURITY_PROFILE_WORDS, type SecurityProfileType } from "../vocabulary/security-profile-types.ts";
import {
  type DnsCategory,
  dnsCategories,
  domainListActions,
  entriesAt,
  entryReader,
  fileActions,
  type ProfileAction,
  type ProfileSource,
  type ThreatSeverity,
  threatActions,
  urlModelActions,
  virusActions,
} from "./profile-actions.ts";
import { type Coverage, severityCoverage } from "./severity-coverage.ts";
import { type FileDirection, logsAllFiles, type SilentAction, silentActions } from "./silent-actions.ts";
import { type UrlFiltering, urlFiltering } from "./url-filtering.ts";

/** Whether a profile can end a session: for sure, if the signatures of the content package say so, or not at all. */
export type Blocking = "yes" | "by-content" | "no";

/** When a Data Filtering rule alerts and blocks, in matches of one session. */
export interface DataFilteringRule {
  readonly name: string;
  readonly entry: Element;
  readonly alertThreshold: Setting<number>;
  readonly blockThreshold: Setting<number>;
  readonly logSeverity: Setting<string>;
}

/** A security profile that the file defines, and what of its doings leaves a log. */
export class SecurityProfile {
  readonly type: SecurityProfileType;
  readonly name: string;
  readonly scope: Scope;
  readonly element: Element;
  readonly #file: Export;
  #blocking: Blocking | undefined;

  constructor(file: Export, at: Pick<SecurityProfile, "type" | "name" | "scope" | "element">) {
    this.#file = file;
    this.type = at.type;
    this.name = at.name;
    this.scope = at.scope;
    this.element = at.element;
  }

  /** At the beginning of a sentence: `Anti-Spyware profile "outbound"`. */
  get label(): string {
    return `${SECURITY_PROFILE_WORDS[this.type]} "${this.name}"`;
  }

  /** `shared/profiles/spyware/outbound` */
  get path(): string {
    return `${this.scope.path}/profiles/${this.type}/${pathSegment(this.name)}`;
  }

  /** The `set` or `delete` command that changes it, complete for its scope. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${objectWords(this.#file, this)}profiles ${this.type} ${quoteName(this.name)} ${change}`;
  }

  /** What it lets pass without a log. */
  silentActions(): readonly SilentAction[] {
    return silentActions(this.type, this.#source);
  }

  /** The actions of its decoders, rules, exceptions, lists of domains and models. URL categories are in `urlFiltering`. */
  *actions(): Generator<ProfileAction> {
    const source = this.#source;
    if (this.type === "virus") yield* virusActions(source);
    if (this.type === "spyware" || this.type === "vulnerability") yield* threatActions(source, `${this.type} rule`);
    if (this.type === "spyware") yield* domainListActions(source);
    if (this.type === "file-blocking") yield* fileActions(source);
    if (this.type === "url-filtering") yield* urlModelActions(source);
  }

  /** The categories of DNS Security; none unless it is Anti-Spyware. */
  dnsCategories(): Iterable<DnsCategory> {
    return this.type === "spyware" ? dnsCategories(this.#source) : [];
  }

  get blocking(): Blocking {
    this.#blocking ??= this.#readBlocking();
    return this.#blocking;
  }

  #readBlocking(): Blocking {
    const actions = new Set(this.#blockingActions());
    if (actions.size > 0 && [...actions].some((action) => BLOCKS.includes(action))) return "yes";
    return actions.has("default") ? "by-content" : "no";
  }

  /** Whether its list of rules has any. */
  get hasRules(): boolean {
    return this.element.find("rules", "entry") !== undefined;
  }

  /** A name that none of its rules has: the one given, or that with a number behind it. */
  freeRuleName(wanted: string): string {
    const taken = new Set(Array.from(entriesAt(this.#source, "rules"), ([name]) => name));
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
    return name;
  }

  /** Which severities its rules look at; undefined unless it is Anti-Spyware or Vulnerability Protection. */
  get severityCoverage(): ReadonlyMap<ThreatSeverity, Coverage> | undefined {
    if (this.type !== "spyware" && this.type !== "vulnerability") return undefined;
    return severityCoverage(this.#source, this.type);
  }

  /** Undefined unless it is a URL Filtering profile. */
  get urlFiltering(): UrlFiltering | undefined {
    return this.type === "url-filtering" ? urlFiltering(this.#source) : undefined;
  }

  /** Whether every file in these directions (both, when none are given) leaves a log; undefined unless it is a File Blocking profile. */
  logsAllFiles(directions?: readonly FileDirection[]): boolean | undefined {
    return this.type === "file-blocking" ? logsAllFiles(this.#source, directions) : undefined;
  }

  /** The rules of a Data Filtering profile. */
  get dataFilteringRules(): readonly DataFilteringRule[] {
    if (this.type !== "data-filtering") return [];
    return Array.from(entriesAt(this.#source, "rules"), ([name, entry]) => {
      const reader = entryReader(this.#source, "data-filtering rule", entry);
      return {
        name,
        entry,
        alertThreshold: reader.integer("alert-threshold"),
        blockThreshold: reader.integer("block-threshold"),
        logSeverity: reader.text("log-severity"),
      };
    });
  }

  get #source(): ProfileSource {
    return { file: this.#file, label: this.label, element: this.element };
  }

  *#blockingActions(): Generator<string> {
    const source = this.#source;
    for (const { setting } of this.actions()) yield setting.value;
    for (const { action } of this.dnsCategories()) yield action.value;
    for (const { blockThreshold } of this.dataFilteringRules) if (blockThreshold.value > 0) yield "block";
    if (this.type === "url-filtering") for (const { action } of urlFiltering(source).categories) yield action;
  }
}

/** The actions that end a session, or keep it from what it asked for. */
const BLOCKS: readonly string[] = [
  "drop",
  "reset-client",
  "reset-server",
  "reset-both",
  "block-ip",
  "block",
  "sinkhole",
  "continue",
  "override",
];
