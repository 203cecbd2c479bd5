import type { Devices } from "../device/devices.ts";
import type { Export } from "../document/export.ts";
import type { LogForwarding } from "../forwarding/log-forwarding.ts";
import type { Network } from "../network/network.ts";
import type { Objects } from "../objects/objects.ts";
import type { Panorama } from "../panorama/panorama.ts";
import type { Policies } from "../policies/policies.ts";
import type { Profiles } from "../profiles/profiles.ts";
import type { Scopes } from "../scopes/scopes.ts";

/** The subjects of a file in which something may name an object. */
export interface UsageSources {
  readonly file: Export;
  readonly scopes: Scopes;
  readonly panorama: Panorama;
  readonly objects: Objects;
  readonly profiles: Profiles;
  readonly forwarding: LogForwarding;
  readonly devices: Devices;
  readonly network: Network;
  readonly policies: Policies;
}
