import type { Element } from "../xml/element.ts";
import { entryReader, type ProfileSource } from "./profile-actions.ts";
import type { Setting } from "./setting.ts";

/** What a URL Filtering profile does with a category. All but `allow` write a URL log. */
export const URL_ACTIONS = ["allow", "alert", "block", "continue", "override"] as const;
export type UrlAction = (typeof URL_ACTIONS)[number];

/** A category in one of the lists of a URL Filtering profile. */
export interface UrlCategory {
  readonly name: string;
  readonly action: UrlAction;
  readonly element: Element;
}

/** The settings of a URL Filtering profile. */
export interface UrlFiltering {
  /** The categories in its lists. One that is in none is allowed, and leaves no log. */
  readonly categories: readonly UrlCategory[];
  readonly logContainerPageOnly: Setting<boolean>;
  readonly enableContainerPage: Setting<boolean>;
  readonly logXff: Setting<boolean>;
  readonly logUserAgent: Setting<boolean>;
  readonly logReferer: Setting<boolean>;
}

/** Reads a URL Filtering profile. */
export function urlFiltering(profile: ProfileSource): UrlFiltering {
  const reader = entryReader(profile, "url-filtering profile", profile.element);
  return {
    categories: URL_ACTIONS.flatMap((action) => [...categoriesOf(profile.element, action)]),
    logContainerPageOnly: reader.flag("log-container-page-only"),
    enableContainerPage: reader.flag("enable-container-page"),
    logXff: reader.flag("log-http-hdr-xff"),
    logUserAgent: reader.flag("log-http-hdr-user-agent"),
    logReferer: reader.flag("log-http-hdr-referer"),
  };
}

function* categoriesOf(profile: Element, action: UrlAction): Generator<UrlCategory> {
  for (const element of profile.findAll(action, "member")) {
    const name = element.trimmedText;
    if (name !== undefined) yield { name, action, element };
  }
}
