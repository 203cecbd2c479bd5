import type { PanosDocument } from "../document/document.ts";
import type { Setting } from "../settings/setting.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import { isBefore } from "../vocabulary/version.ts";

/** Which administrator activity is sent to a syslog server; PAN-OS 10.1 and later. It is kept nowhere else. */
export interface AuditTracking {
  readonly opCommands: Setting<boolean>;
  readonly uiActions: Setting<boolean>;
  /** The syslog server profile that gets it. */
  readonly sendSyslog: Setting<string | undefined>;
}

/**
 * Whether the release of a document can track administrators: the schema of 10.0 has nothing of it.
 * https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/firewall-administration/manage-firewall-administrators/configure-tracking-of-administrator-activity
 */
export function hasAuditTracking(document: PanosDocument): boolean {
  return !isBefore(document.panosVersion, "10.1");
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
  readonly configuration: Setting<readonly string[]>;
}
