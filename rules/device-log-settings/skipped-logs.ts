import { type DeviceSettings, quoted, type Setting } from "../../src/rule.ts";

/** What keeps administrator activity out of the logs of a device or of a collector group. */
export interface AuditFlaw {
  readonly setting: Setting<unknown>;
  readonly severity?: "warning";
  readonly message: (where: string) => string;
  readonly help: string;
  readonly change: readonly ["set" | "delete", string];
}

/** What Common Criteria mode keeps out of the logs. */
export function* skippedLogs(logs: DeviceSettings["system"]["skippedLogs"]): Generator<AuditFlaw> {
  const { authenticationSuccess, authenticationFailure, configuration } = logs;
  const skippedLogins = [
    { setting: authenticationSuccess, what: "Logins that succeed" },
    { setting: authenticationFailure, what: "Logins that fail" },
  ];
  for (const { setting, what } of skippedLogins.filter((each) => each.setting.value)) {
    yield {
      setting,
      severity: "warning",
      message: (where) => `${what} are kept out of the logs of ${where}.`,
      help: "Let them be logged.",
      change: ["set", `common-criteria ${setting.name} no`],
    };
  }
  if (configuration.value.length === 0) return;
  yield {
    setting: configuration,
    severity: "warning",
    message: (where) =>
      `Configuration changes by ${configuration.value.map(quoted).join(", ")} are kept out of the logs of ${where}.`,
    help: "Let them be logged.",
    change: ["delete", `common-criteria ${configuration.name}`],
  };
}
