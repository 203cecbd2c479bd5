import type { Export } from "../document/export.ts";
import type { DefaultPlace } from "../settings/defaults.ts";
import type { Setting } from "../settings/setting.ts";
import { type SettingPlace, SettingReader } from "../settings/setting-reader.ts";
import { isBefore } from "../vocabulary/version.ts";

/** What is logged of TLS handshakes: by a decryption rule, a GlobalProtect portal or a GlobalProtect gateway. */
export interface TlsLogging {
  readonly logSuccess: Setting<boolean>;
  readonly logFail: Setting<boolean>;
  readonly logSetting: Setting<string | undefined>;
}

type TlsPlace = Extract<DefaultPlace, "decryption rule" | "GlobalProtect portal" | "GlobalProtect gateway">;

/** The release that brought the decryption log: the schema of 9.1 has none of the three elements. */
const SINCE = "10.0";

/** Reads `log-success`, `log-fail` and `log-setting`. Undefined on PAN-OS before 10.0, unless they are written. */
export function tlsLogging(file: Export, place: SettingPlace<TlsPlace>): TlsLogging | undefined {
  const reader = new SettingReader(file.problems, place);
  const [logSuccess, logFail] = [reader.flag("log-success"), reader.flag("log-fail")];
  const logSetting = reader.logSetting();
  const written = [logSuccess, logFail, logSetting].some(({ origin }) => origin !== "default");
  if (isBefore(file.document.panosVersion, SINCE) && !written) return undefined;
  return { logSuccess, logFail, logSetting };
}
