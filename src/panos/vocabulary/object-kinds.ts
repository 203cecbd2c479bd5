import type { SecurityProfileType } from "./security-profile-types.ts";

/** The server profiles that a match list can send to. */
export type ServerKind = "syslog" | "snmptrap" | "email" | "http";
export const SERVER_KINDS: readonly ServerKind[] = ["syslog", "snmptrap", "email", "http"];

/** Where logs can go: to servers, or to Panorama, which stands for Strata Logging Service too. */
export type DestinationKind = ServerKind | "panorama";

/** Kinds of named objects by their path below a scope. */
export type ObjectKind =
  | "log-settings/profiles"
  | `log-settings/${ServerKind}`
  | "server-profile/netflow"
  | "profile-group"
  | "authentication-object"
  | "address"
  | "address-group"
  | "external-list"
  | "service"
  | "service-group"
  | "application-group"
  | "application-filter"
  | "application"
  | "zone"
  | "schedule"
  | `profiles/${SecurityProfileType}`;
