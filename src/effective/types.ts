import type { Setting } from "../panos/settings/setting.ts";
import type { ForwardedLogType } from "../panos/vocabulary/log-types.ts";

/** The effective logging of one policy rule or zone, with provenance. */
export interface EffectiveLogging {
  readonly file: string;
  /** Logical path of the rule, as asked for. */
  readonly path: string;
  /** The entry that decides: another one for a default rule overridden in a higher scope. */
  readonly decidedBy: EffectiveObject;
  readonly title: string;
  /** Its entry; undefined for a predefined default rule. */
  readonly at: EffectivePlace | undefined;
  /** The last line of the entry. */
  readonly endLine: number | undefined;
  readonly settings: readonly EffectiveSetting[];
  readonly logs: readonly EffectiveLog[];
  /** The profiles that it goes through. */
  readonly through: readonly EffectiveObject[];
  /** What a reader must know besides, such as that the file shows a part only. */
  readonly remarks: readonly string[];
}

/** A place in a file, which may be another one than that of the rule. */
export interface EffectivePlace {
  readonly file: string;
  readonly line: number;
}

/** One effective value and why it is what it is. */
export interface EffectiveSetting {
  /** What it is, as the web interface calls it. */
  readonly name: string;
  readonly value: string;
  /** `explicit`, `default` or `inherited`, as in the model; `predefined` for a default rule that nobody overrides. */
  readonly origin: Setting<unknown>["origin"] | "predefined";
  /** Written where, default by which source, inherited from where. */
  readonly why: string;
  /** The element that decides; undefined when none is in the file. */
  readonly at: EffectivePlace | undefined;
}

/** An object that logs go through, by its logical path. */
export interface EffectiveObject {
  readonly file: string;
  readonly path: string;
}

/** A server that logs are sent to. */
export interface EffectiveServer {
  readonly name: string;
  /** Undefined when it is not written, and then nothing is sent. */
  readonly address: string | undefined;
  /** `SSL, port 6514` and the like. */
  readonly transport: string;
  /** The scope that holds its profile, such as a template. */
  readonly scope: string;
  readonly at: EffectivePlace;
}

/** One place that a log goes to, and the match list that sends it there. */
export interface EffectiveDestination {
  /** `Panorama`, `syslog "siem"`. */
  readonly to: string;
  readonly matchList: string;
  /** `All Logs`, or the filter as written. */
  readonly filter: string;
  readonly at: EffectivePlace;
  readonly servers: readonly EffectiveServer[];
  /** Why nothing arrives there, or why that cannot be told. */
  readonly trouble: string | undefined;
}

/** One kind of log that a policy rule writes, and where it goes. */
export interface EffectiveLog {
  readonly type: ForwardedLogType;
  /** When it is written. */
  readonly when: string;
  readonly goesTo: readonly EffectiveDestination[];
  /** Why it stays on the firewall, when it does. */
  readonly staysBecause: string | undefined;
  /** Why the file does not tell where it goes, when it does not. */
  readonly unknownBecause: string | undefined;
}
