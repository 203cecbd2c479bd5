import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { Objects } from "../objects/objects.ts";
import type { Panorama } from "../panorama/panorama.ts";
import type { LookUp, Scope } from "../scopes/scope.ts";
import type { Scopes } from "../scopes/scopes.ts";
import type { LogForwardingProfile } from "./log-forwarding-profile.ts";

/** Finds log-forwarding profiles. */
export interface ForwardingLookup {
  readonly file: Export;
  /** The log-forwarding profile that a name means in a scope: own objects first, then parents', shared, predefined. */
  logForwardingProfile(name: string, scope: Scope): LookUp<LogForwardingProfile>;
  /** The log-forwarding profile that an element of this file defines. */
  profileAt(element: Element, at: { readonly name: string; readonly scope: Scope }): LogForwardingProfile;
}

/** What log forwarding is read from. */
export interface ForwardingSources {
  readonly file: Export;
  readonly scopes: Scopes;
  readonly panorama: Panorama;
  readonly objects: Objects;
  /** The log forwarding of the file of the run that holds an element; undefined for this file. */
  readonly elsewhere: (element: Element) => ForwardingLookup | undefined;
}
