import type { CollectorGroup, LogType, Setting } from "../../src/rule.ts";

/** Logs of which PAN-OS can delete what is older than a number of days. */
export const EXPIRING_LOGS = [
  "traffic",
  "threat",
  "decryption",
  "auth",
  "userid",
  "globalprotect",
  "config",
  "system",
] as const satisfies readonly LogType[];

/** What expiration periods are compared with, in days. */
export interface RetentionQuestion {
  /** The kinds of logs that are asked about. */
  readonly logs: readonly string[];
  /** For how long logs of one kind must be kept. */
  readonly least: (log: string) => number;
  /** For how long logs may be kept; 0 for no limit. */
  readonly most: number;
  /** Whether logs without a period are told; they are, too, where there is a limit. */
  readonly endless: boolean;
}

/** An expiration period that is too short or too long, or the kinds of logs that have none. */
export type RetentionFault =
  | {
      readonly kind: "short" | "long";
      readonly setting: Setting<number>;
      readonly required: number;
      /** Where it stands below `quota-settings`, in a command: `log-expiration-period traffic`. */
      readonly words: string;
    }
  /** Logs without a period are deleted only when the disk is full. */
  | { readonly kind: "endless"; readonly setting: Setting<undefined>; readonly logs: readonly string[] };

/** What is wrong with the expiration periods of a device or of a collector group. */
export function* retentionFaults(
  { quotaSettings: settings, storageElement: owner }: Pick<CollectorGroup, "quotaSettings" | "storageElement">,
  { logs, least, most, endless }: RetentionQuestion,
): Generator<RetentionFault> {
  const written = new Set<string>();
  for (const list of settings?.expiration ?? []) {
    for (const setting of list.logs) {
      written.add(setting.name);
      const place = { setting, words: `${list.words} ${setting.name}` };
      const required = least(setting.name);
      if (setting.value < required) yield { kind: "short", ...place, required };
      else if (most > 0 && setting.value > most) yield { kind: "long", ...place, required: most };
    }
  }
  const without = logs.filter((log) => !written.has(log));
  if (without.length === 0 || !(endless || most > 0)) return;
  const element = settings?.element ?? owner;
  const setting = { name: "log-expiration-period", value: undefined, origin: "default", element } as const;
  yield { kind: "endless", setting, logs: without };
}
