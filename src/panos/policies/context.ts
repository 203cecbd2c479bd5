import type { Export } from "../document/export.ts";
import type { LogForwarding } from "../forwarding/log-forwarding.ts";
import type { Objects } from "../objects/objects.ts";
import type { Profiles } from "../profiles/profiles.ts";

/** What every policy rule is handed to find out what its names mean. */
export interface PolicyContext {
  readonly file: Export;
  readonly objects: Objects;
  readonly forwarding: LogForwarding;
  readonly profiles: Profiles;
}
