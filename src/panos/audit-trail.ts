import type { Element } from "../xml/element.ts";
import type { Setting } from "./setting.ts";
import type { SettingReader } from "./setting-reader.ts";

/** Which administrator activity is sent to a syslog server; PAN-OS 10.1 and later. It is kept nowhere else. */
export interface AuditTracking {
  readonly opCommands: Setting<boolean>;
  readonly uiActions: Setting<boolean>;
  /** The syslog server profile that gets it. */
  readonly sendSyslog: Setting<string | undefined>;
}

/** Reads `audit-tracking`. */
export function auditTracking(reader: SettingReader<"audit-tracking">): AuditTracking {
  return {
    opCommands: reader.flag("op-commands"),
    uiActions: reader.flag("ui-actions"),
    sendSyslog: reader.optional("send-syslog"),
  };
}

/** What Common Criteria mode keeps out of the logs. */
export interface SkippedLogs {
  readonly authenticationSuccess: Setting<boolean>;
  readonly authenticationFailure: Setting<boolean>;
  /** The administrators whose configuration changes are not logged. */
  readonly configurationOf: readonly string[];
  readonly configurationElement: Element | undefined;
}
