import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { members, namedEntries } from "../document/values.ts";
import { quoteName } from "../scopes/command.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import type { LogType } from "../vocabulary/log-types.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import { type AuditTracking, auditTracking } from "./audit-trail.ts";
import { type QuotaSettings, readQuotaSettings } from "./log-quotas.ts";

/**
 * Which logs a collector group keeps under one quota. The other quotas hold summaries, and logs of other products.
 * https://docs.paloaltonetworks.com/pan-os/11-2/pan-os-web-interface-help/panorama-web-interface/panorama-collector-groups/collector-group-configuration
 */
export const COLLECTED_LOGS: ReadonlyMap<string, readonly LogType[]> = new Map<string, readonly LogType[]>([
  [
    "detailed",
    ["traffic", "threat", "url", "data", "wildfire", "tunnel", "gtp", "sctp", "decryption", "hipmatch", "iptag"],
  ],
  ["infra-audit", ["config", "system", "userid", "auth"]],
]);

/** A firewall and the collectors that it sends its logs to, the preferred first. */
export interface CollectorPreference {
  readonly serial: string;
  readonly collectors: readonly string[];
  readonly element: Element;
}

/** A log collector group of Panorama. */
export class CollectorGroup {
  readonly name: string;
  readonly entry: Element;
  readonly #file: Export;

  constructor(file: Export, name: string, entry: Element) {
    this.#file = file;
    this.name = name;
    this.entry = entry;
  }

  get label(): string {
    return `Collector group "${this.name}"`;
  }

  get path(): string {
    return logicalPath(this.entry);
  }

  command(verb: "set" | "delete", change: string): string {
    return `${verb} log-collector-group ${quoteName(this.name)} ${change}`;
  }

  /** The serial numbers of its collectors. */
  get collectors(): readonly string[] {
    return serialsIn(this.entry.find("logfwd-setting", "collectors"));
  }

  /** The preference list: which firewalls send to which collectors. Empty means that no firewall is told to. */
  get preferences(): readonly CollectorPreference[] {
    return Array.from(namedEntries(this.entry.find("logfwd-setting", "devices")), ([serial, element]) => ({
      serial,
      collectors: serialsIn(element.child("collectors")),
      element,
    }));
  }

  /** Quotas and expiration for `detailed`, `summary`, `infra-audit`, `platform` and `external` logs. */
  get quotaSettings(): QuotaSettings | undefined {
    const element = this.#management?.child("quota-settings");
    if (element?.hasChildren !== true) return undefined;
    return readQuotaSettings({ file: this.#file, label: this.label }, element);
  }

  /** What to point at for a quota or a period that is not written. */
  get storageElement(): Element {
    return this.#management ?? this.entry;
  }

  /** For how many days logs are to be kept at least; undefined for as long as there is room. */
  get minRetentionPeriod(): Setting<number | undefined> {
    return this.#reader("log collector group", this.#management).optionalInteger("min-retention-period");
  }

  /** Whether every log is kept on two collectors. */
  get redundancy(): Setting<boolean> {
    return this.#reader("collector redundancy", this.#management?.child("redundancy")).flag("enabled");
  }

  /** Whether a firewall sends to all collectors of its list rather than to the first that answers. */
  get forwardToAll(): Setting<boolean> {
    return this.#reader("log collector group", this.#management).flag("forward-to-all");
  }

  /** Which administrator activity is sent to a syslog server. */
  get auditTracking(): AuditTracking {
    return auditTracking(this.#reader("audit-tracking", this.#management?.child("audit-tracking")));
  }

  get #management(): Element | undefined {
    return this.entry.find("general-setting", "management");
  }

  #reader<P extends "log collector group" | "collector redundancy" | "audit-tracking">(
    place: P,
    element: Element | undefined,
  ): SettingReader<P> {
    const owner = this.#management ?? this.entry;
    return new SettingReader(this.#file.problems, { place, label: this.label, holders: holderOf(element), owner });
  }
}

/** The collector groups of a Panorama's configuration. */
export function collectorGroupsOf(file: Export): readonly CollectorGroup[] {
  const lists = [...file.document.root.findAll("devices", "entry", "log-collector-group")];
  return lists.flatMap((list) => [...namedEntries(list)]).map(([name, entry]) => new CollectorGroup(file, name, entry));
}

/** Collectors are entries in a preference list and members in the list of the group's own. */
function serialsIn(list: Element | undefined): readonly string[] {
  return [...Array.from(namedEntries(list), ([name]) => name), ...members(list)];
}
