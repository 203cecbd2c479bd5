import type { Element } from "../xml/element.ts";
import type { Scope } from "./scope.ts";

/** Profiles that come with PAN-OS or its content and stand in no export. */
export const PREDEFINED_LOG_FORWARDING_PROFILES: readonly string[] = [
  "IoT Security Default Profile",
  "IoT Security Default Profile - EAL Enabled",
  "Cortex Data Lake",
];

/** A log-forwarding profile: which logs leave the firewall, and where to. */
export interface LogForwardingProfile {
  readonly name: string;
  readonly scope: Scope;
  readonly element: Element;
}
